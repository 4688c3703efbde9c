import { createHash } from "node:crypto";

/**
 * The name of a schema for what is true of these facts alone, such as the hash of a chain's first block: a chain that began anew
 * under the same id has nothing to do with what was written down of the one before.
 */
export function nameSchema(prefix: string, chainId: number, facts: readonly string[]): string {
  return `${prefix}_${chainId}_${createHash("sha256").update(facts.join()).digest("hex").slice(0, 12)}`;
}
