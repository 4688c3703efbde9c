import { createRequire } from "node:module";
import type { Mutant } from "./mutantWorkspace.ts";

/** A mutant, and the function that it is in. */
export type MutantOf = Mutant & { line: number; inFunction: string };

type Node = { nodeType: string; src: string; [key: string]: unknown };

const require = createRequire(import.meta.url);

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
export function makeMutants(
  file: string,
  source: string,
  importSource: (path: string) => { contents: string } | { error: string },
): MutantOf[] {
  const input = {
    language: "Solidity",
    sources: { [file]: { content: source } },
    settings: { outputSelection: { "*": { "": ["ast"] } }, viaIR: true, evmVersion: "cancun" },
  };
  const output = JSON.parse(require("solc").compile(JSON.stringify(input), { import: importSource }));
  const ast: Node | undefined = output.sources?.[file]?.ast;
  if (!ast) throw new Error(`${file} does not compile: ${JSON.stringify(output.errors?.[0]?.message)}`);

  const bytes = Buffer.from(source);
  const textOf = (start: number, end: number) => bytes.subarray(start, end).toString();
  const charsTo = (byte: number) => textOf(0, byte).length; // offsets are in bytes, strings in characters
  const mutants: MutantOf[] = [];
  let inFunction = "";
  const add = (what: string, start: number, end: number, replacement: string) => {
    const [from, to] = [charsTo(start), charsTo(end)];
    const line = source.slice(0, from).split("\n").length;
    const name = `${file}:${line} ${inFunction}: ${what}`;
    mutants.push({ name, file, line, inFunction, start: from, end: to, replacement });
  };

  const visit = (node: Node): void => {
    const [start, end] = rangeOf(node);
    const text = textOf(start, end);
    switch (node.nodeType) {
      case "FunctionDefinition":
        inFunction = String(node.name);
        break;
      case "BinaryOperation":
      case "Assignment": {
        const [left, right] = [(node.leftExpression ?? node.leftHandSide) as Node, (node.rightExpression ?? node.rightHandSide) as Node];
        const [from, to] = [rangeOf(left)[1], rangeOf(right)[0]];
        const between = textOf(from, to);
        const operator = String(node.operator);
        const at = from + Buffer.from(between.slice(0, between.indexOf(operator))).length;
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
        const [from, to] = rangeOf(node.condition as Node);
        for (const value of ["true", "false"]) add(`if (${brief(textOf(from, to))}) → ${value}`, from, to, value);
        break;
      }
      case "Conditional": {
        const [yes, no] = [rangeOf(node.trueExpression as Node), rangeOf(node.falseExpression as Node)];
        add(`first branch always in ${brief(text)}`, start, end, textOf(...yes));
        add(`second branch always in ${brief(text)}`, start, end, textOf(...no));
        break;
      }
      case "ExpressionStatement":
      case "EmitStatement":
      case "RevertStatement":
      case "Continue":
        add(`without ${brief(text)}`, start, text.endsWith(";") || textOf(end, end + 1) !== ";" ? end : end + 1, "{}");
        break;
      case "ModifierInvocation":
        add(`without ${text}`, start, end, "");
        break;
    }
    for (const child of Object.values(node)) {
      for (const each of Array.isArray(child) ? child : [child]) {
        if (each && typeof each === "object" && "nodeType" in each) visit(each as Node);
      }
    }
  };
  visit(ast);
  return mutants.sort((a, b) => a.start - b.start);
}

function rangeOf(node: Node): [number, number] {
  const [start, length] = node.src.split(":").map(Number) as [number, number];
  return [start, start + length];
}

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
};
