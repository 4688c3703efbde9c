import type { Mutant } from "./makeMutants.ts";
import { childrenOf, type Node } from "./parseSource.ts";

/** The library that embedded mutants ask which of them is on: the block's coinbase says it, which nothing else reads. */
export const SWITCH = {
  file: "contracts/Mutant.sol",
  source: `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

library Mutant {
    function on(uint256 number) internal pure returns (bool) {
        return _asPure(_switch)() == number;
    }

    function _switch() private view returns (uint256 value) {
        assembly {
            value := coinbase()
        }
    }

    function _asPure(function() internal view returns (uint256) f)
        private
        pure
        returns (function() internal pure returns (uint256) g)
    {
        assembly {
            g := f
        }
    }
}
`,
};

/** What is exchanged as a whole: the smallest expression or statement around a mutant's change. */
type Unit = { start: number; end: number; isStatement: boolean; mutants: { number: number; text: string }[]; inside: Unit[] };

const EXPRESSIONS = new Set([
  "BinaryOperation",
  "UnaryOperation",
  "Assignment",
  "FunctionCall",
  "Conditional",
  "Identifier",
  "MemberAccess",
  "IndexAccess",
  "TupleExpression",
]);
const STATEMENTS = new Set([
  "ExpressionStatement",
  "EmitStatement",
  "RevertStatement",
  "Continue",
  "Return",
  "IfStatement",
  "ForStatement",
  "Block",
  "UncheckedBlock",
]);
/** Types that no conditional can have, or that it would change. */
const UNFIT = /^(int_const|rational_const|literal_string|tuple|type|function|error|modifier)/;

/**
 * One source with many mutants, each asleep until its number is switched on ("mutant schemata", Untch and others 1993):
 * compiled once for all of them. `numbers`: the mutants and their numbers, from one. `left`: those that can't be embedded.
 */
export function embedMutants(source: string, ast: Node, numbers: Map<Mutant, number>): { text: string; left: Mutant[] } {
  const units = new Map<string, Unit>();
  const left: Mutant[] = [];
  for (const [mutant, number] of numbers) {
    const unit = unitAround(source, ast, mutant);
    if (!unit) {
      left.push(mutant);
      continue;
    }
    const key = `${unit.start} ${unit.end}`;
    if (!units.has(key)) units.set(key, unit);
    const text = source.slice(unit.start, mutant.start) + mutant.replacement + source.slice(mutant.end, unit.end);
    units.get(key)?.mutants.push({ number, text });
  }
  const outermost = nest([...units.values()]);
  const text = render(source, 0, source.length, outermost);
  return { text: `${text}\nimport {Mutant} from "${SWITCH.file}";\n`, left };
}

function unitAround(source: string, ast: Node, { start, end }: Mutant): Unit | null {
  const path: Node[] = [];
  for (let node: Node | undefined = ast; node; ) {
    path.push(node);
    node = childrenOf(node).find((child) => child.start <= start && endOf(source, child) >= end);
  }
  const body = path.findIndex((node, i) => path[i - 1]?.nodeType === "FunctionDefinition" && node.nodeType === "Block");
  if (body < 0) return null;
  for (let i = path.length - 1; i >= body; i--) {
    const [node, parent] = [path[i] as Node, path[i - 1] as Node];
    const isStatement = STATEMENTS.has(node.nodeType) && (parent.nodeType !== "ForStatement" || parent.body === node);
    const unit = { start: node.start, end: isStatement ? endOf(source, node) : node.end, isStatement, mutants: [], inside: [] };
    if (unit.start > start || unit.end < end) continue;
    if (isStatement) return unit;
    const type = String((node.typeDescriptions as { typeString?: string } | undefined)?.typeString ?? "tuple");
    if (EXPRESSIONS.has(node.nodeType) && !node.lValueRequested && !UNFIT.test(type)) return unit;
  }
  return null;
}

/** A statement's range ends before its semicolon. */
function endOf(source: string, node: Node): number {
  return STATEMENTS.has(node.nodeType) && source[node.end] === ";" ? node.end + 1 : node.end;
}

/** The outermost units, each with those inside it. */
function nest(units: Unit[]): Unit[] {
  const outermost: Unit[] = [];
  const open: Unit[] = [];
  for (const unit of units.sort((a, b) => a.start - b.start || b.end - a.end)) {
    while (open.length > 0 && (open.at(-1) as Unit).end <= unit.start) open.pop();
    (open.at(-1)?.inside ?? outermost).push(unit);
    open.push(unit);
  }
  return outermost;
}

function render(source: string, start: number, end: number, units: Unit[]): string {
  let text = "";
  let at = start;
  for (const unit of units) {
    text += source.slice(at, unit.start) + renderUnit(source, unit);
    at = unit.end;
  }
  return text + source.slice(at, end);
}

function renderUnit(source: string, { start, end, isStatement, mutants, inside }: Unit): string {
  const original = render(source, start, end, inside);
  return isStatement
    ? `{ ${mutants.map(({ number, text }) => `if (Mutant.on(${number})) { ${text} } else `).join("")}{ ${original} } }`
    : `(${mutants.map(({ number, text }) => `Mutant.on(${number}) ? ${text} : `).join("")}${original})`;
}
