import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

type Node = { nodeType: string; id: number; [key: string]: unknown };

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, "../..");

/**
 * Every function that changes state and lets only some callers do so, such as "Markets.halt": one that compares
 * `msg.sender` with something, itself or in what it calls or is modified by, in its contract or the bases of that.
 */
export function privilegedFunctions(): string[] {
  const files = globSync("contracts/{*.sol,arbiters/*.sol,resolvers/*.sol}", { cwd: root }).sort();
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: readFileSync(path.join(root, file), "utf8") }])),
    settings: { outputSelection: { "*": { "": ["ast"] } }, viaIR: true, evmVersion: "cancun" },
  };
  const output = JSON.parse(require("solc").compile(JSON.stringify(input), { import: readSource }));
  const asts = Object.entries(output.sources as Record<string, { ast: Node }>)
    .filter(([file]) => file.startsWith("contracts/")) // a library's `_msgSender` is nobody's privilege
    .map(([, { ast }]) => ast);

  const bodies = new Map<number, Node>(); // functions and modifiers by their id
  for (const ast of asts) {
    walk(ast, (node) => {
      if (node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition") bodies.set(node.id, node);
    });
  }
  const checks = (node: Node, seen: Set<number>): boolean => {
    if (seen.has(node.id)) return false;
    seen.add(node.id);
    let found = false;
    walk(node, (each) => {
      if (each.nodeType === "BinaryOperation" && (each.operator === "==" || each.operator === "!=")) {
        found ||= [each.leftExpression, each.rightExpression].some((side) => isCaller(side as Node));
      }
      const called = bodies.get(Number(each.referencedDeclaration));
      if (called) found ||= checks(called, seen);
    });
    return found;
  };

  const names: string[] = [];
  for (const file of files) {
    walk(output.sources[file].ast as Node, (contract) => {
      if (contract.nodeType !== "ContractDefinition" || contract.contractKind !== "contract") return;
      for (const each of contract.nodes as Node[]) {
        const isCallable = each.visibility === "external" || each.visibility === "public";
        const changes = each.stateMutability === "nonpayable" || each.stateMutability === "payable";
        if (each.nodeType !== "FunctionDefinition" || each.kind !== "function" || !isCallable || !changes) continue;
        if (checks(each, new Set())) names.push(`${contract.name}.${each.name}`);
      }
    });
  }
  return names.sort();
}

/** `msg.sender` itself; as an index it picks the caller's own entry and keeps nobody out. */
function isCaller({ nodeType, memberName, expression }: Node): boolean {
  return nodeType === "MemberAccess" && memberName === "sender" && (expression as Node).name === "msg";
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each && typeof each === "object" && "nodeType" in each) walk(each as Node, visit);
    }
  }
}

function readSource(wanted: string): { contents: string } | { error: string } {
  const file = [path.join(root, wanted), path.join(root, "node_modules", wanted)].find((each) => existsSync(each));
  return file ? { contents: readFileSync(file, "utf8") } : { error: "not found" };
}
