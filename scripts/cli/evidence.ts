import { readFileSync, statSync } from "node:fs";
import { keccak256, stringToHex } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import type { Evidence } from "../../sdk/resolvers/step.ts";

/**
 * The evidence of a step: its address, and the hash of a copy's bytes, so that anyone can check what is found there, or
 * without a copy of the address. Undefined if none is given. Throws `InvalidArguments`.
 */
export function evidenceOf({ evidence: uri, evidenceCopy: copy }: { evidence: string; evidenceCopy: string }): Evidence | undefined {
  if (!uri && !copy) return undefined;
  if (!uri) throw invalid("The evidence has a copy and no address.", "Give its address with --evidence https://…");
  if (copy && !statSync(copy, { throwIfNoEntry: false })?.isFile())
    throw invalid(`There is no file ${copy}.`, "Give the file that was published with --evidence-copy.");
  return { uri, hash: keccak256(copy ? readFileSync(copy) : stringToHex(uri)) };
}

function invalid(message: string, remedy: string): PresageError {
  return new PresageError({ code: "InvalidArguments", message, remedy: `${remedy} Nothing was sent.` });
}
