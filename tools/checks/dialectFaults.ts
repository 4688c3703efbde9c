type Node = { nodeType?: string; [key: string]: unknown };
type Source = { file: string; content: string; ast: Node };

const STAGE = /^\s*\/\/\s*(?:check|effect|interaction)s?\b/i;
const SENTENCE = /^\s*\/\/ (?:Check|Effect|Interaction): \S/;

/**
 * Where contracts leave their dialect: stages are `// Check: what`, `// Effect: what`, `// Interaction: what`; a check is
 * `if (…) revert Error(given, needed)`, never `require`; and whatever implements an interface's function inherits its
 * documentation. `all` are the sources and what they import, so that interfaces of packages count as well.
 */
export function dialectFaults(sources: Source[], all: Node[]): string[] {
  const inInterfaces = new Set<unknown>();
  for (const contract of all.flatMap(contractsOf)) {
    if (contract.contractKind === "interface") for (const { id } of membersOf(contract)) inInterfaces.add(id);
  }
  return sources.flatMap(({ file, content, ast }) => [
    ...lineFaults(content).map((fault) => `${file}:${fault}`),
    ...contractsOf(ast).flatMap((contract) =>
      contract.contractKind === "interface"
        ? []
        : undocumented(contract, inInterfaces).map((name) => `${file}: ${name} has no @inheritdoc`),
    ),
  ]);
}

function lineFaults(content: string): string[] {
  return content.split("\n").flatMap((line, index) => {
    const code = line.replace(/\/\/.*$/, "").replace(/^\s*\*.*$/, "");
    if (STAGE.test(line) && !SENTENCE.test(line)) return [`${index + 1}: \`${line.trim()}\` is not \`// Check: what\``];
    if (/\brequire\s*\(/.test(code)) return [`${index + 1}: \`require\` instead of \`if (…) revert Error(given, needed)\``];
    return [];
  });
}

/** Functions and getters of public variables that implement what an interface declares and do not inherit its documentation. */
function undocumented(contract: Node, inInterfaces: ReadonlySet<unknown>): string[] {
  return membersOf(contract)
    .filter(({ baseFunctions, visibility }) => {
      const bases = (baseFunctions ?? []) as unknown[];
      return (visibility === "external" || visibility === "public") && bases.some((id) => inInterfaces.has(id));
    })
    .filter(({ documentation }) => !String((documentation as Node | undefined)?.text ?? "").includes("@inheritdoc"))
    .map(({ name }) => `${contract.name}.${name}`);
}

const contractsOf = (ast: Node): Node[] => ((ast.nodes ?? []) as Node[]).filter(({ nodeType }) => nodeType === "ContractDefinition");
const membersOf = (contract: Node): Node[] =>
  ((contract.nodes ?? []) as Node[]).filter(({ nodeType }) => nodeType === "FunctionDefinition" || nodeType === "VariableDeclaration");
