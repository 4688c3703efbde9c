import type { Hex } from "viem";

/** What of an artifact says how the code on a chain must look. */
export interface BuiltCode {
  deployedBytecode: string;
  /** Where values stand that the constructor writes. */
  immutableReferences?: Record<string, readonly { start: number; length: number }[]>;
}

/** How the code of a contract differs from what was built, its immutable values left out; undefined if it does not. */
export function compareCode(deployed: Hex | undefined, { deployedBytecode, immutableReferences = {} }: BuiltCode): string | undefined {
  if (deployed === undefined) return "there is no code";
  const [given, expected] = [deployed, deployedBytecode].map((hex) => Buffer.from(hex.slice(2), "hex")) as [Buffer, Buffer];
  if (given.length !== expected.length) return `it has ${given.length} bytes, and ${expected.length} were built`;
  for (const { start, length } of Object.values(immutableReferences).flat()) given.copy(expected, start, start, start + length);
  const differing = [...expected.keys()].filter((index) => given[index] !== expected[index]);
  if (differing.length === 0) return undefined;
  return `${differing.length} of ${expected.length} bytes differ, the first at ${differing[0]}`;
}
