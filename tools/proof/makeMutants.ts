import { childrenOf, type ImportSource, type Node, parseSource } from "./parseSource.ts";

/** A change of one place of a source file: what is from `start` to `end` (characters) is replaced. */
export type Mutant = { name: string; file: string; inFunction: string; start: number; end: number; replacement: string };

const operators: Record<string, string[]> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "&&": ["||"],
  "||": ["&&"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "|=": ["="],
};

/** Functions that differ in their rounding or side alone. */
const siblings: Record<string, string> = {
  lnUp: "lnDown",
  lnDown: "lnUp",
  expUp: "exp",
  exp: "expUp",
  _max: "_min",
  _min: "_max",
  _yes: "_no",
};

/** Every mutant of a source file by a fixed set of operators, in the order of the source. */
export function makeMutants(file: string, source: string, importSource: ImportSource): Mutant[] {
  const mutants: Mutant[] = [];
  let inFunction = "";
  const add = (what: string, start: number, end: number, replacement: string) => {
    const line = source.slice(0, start).split("\n").length;
    mutants.push({ name: `${file}:${line} ${inFunction}: ${what}`, file, inFunction, start, end, replacement });
  };

  const visit = (node: Node): void => {
    const { start, end } = node;
    const text = source.slice(start, end);
    switch (node.nodeType) {
      case "FunctionDefinition":
        inFunction = String(node.name);
        break;
      case "BinaryOperation":
      case "Assignment": {
        const [left, right] = [(node.leftExpression ?? node.leftHandSide) as Node, (node.rightExpression ?? node.rightHandSide) as Node];
        const operator = String(node.operator);
        const at = left.end + source.slice(left.end, right.start).indexOf(operator);
        for (const other of operators[operator] ?? []) add(`${operator} → ${other} in ${brief(text)}`, at, at + operator.length, other);
        break;
      }
      case "UnaryOperation":
        if (node.operator === "!" || node.operator === "-") add(`without ${node.operator} in ${brief(text)}`, start, start + 1, "");
        break;
      case "Literal":
        if (node.kind === "number" && /^\d+$/.test(text)) add(`${text} → ${BigInt(text) + 1n}`, start, end, String(BigInt(text) + 1n));
        break;
      case "Identifier": {
        const sibling = siblings[String(node.name)];
        if (sibling && source.includes(`function ${sibling}(`)) add(`${node.name} → ${sibling}`, start, end, sibling);
        break;
      }
      case "MemberAccess": {
        const sibling = siblings[String(node.memberName)];
        const length = String(node.memberName).length;
        if (sibling && text.startsWith("Lmsr.")) add(`${node.memberName} → ${sibling}`, end - length, end, sibling);
        break;
      }
      case "IfStatement": {
        const { start: from, end: to } = node.condition as Node;
        for (const value of ["true", "false"]) add(`if (${brief(source.slice(from, to))}) → ${value}`, from, to, value);
        break;
      }
      case "Conditional": {
        const [yes, no] = [node.trueExpression as Node, node.falseExpression as Node];
        add(`first branch always in ${brief(text)}`, start, end, source.slice(yes.start, yes.end));
        add(`second branch always in ${brief(text)}`, start, end, source.slice(no.start, no.end));
        break;
      }
      case "ExpressionStatement":
      case "EmitStatement":
      case "RevertStatement":
      case "Continue":
        add(`without ${brief(text)}`, start, text.endsWith(";") || source[end] !== ";" ? end : end + 1, "{}");
        break;
      case "ModifierInvocation":
        add(`without ${text}`, start, end, "");
        break;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSource(file, source, importSource));
  return mutants.sort((a, b) => a.start - b.start);
}

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
};
