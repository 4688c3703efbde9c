import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Hex, keccak256, stringToHex } from "viem";

/**
 * The evidence of a step: a URI, and keccak256 of what it stands for. For a file it is the hash of its bytes, so that anyone
 * can check a published copy; for anything else of the text given.
 */
export function evidenceOf(text: string): { evidenceUri: string; evidenceHash: Hex } {
  if (text && existsSync(text)) return { evidenceUri: path.basename(text), evidenceHash: keccak256(readFileSync(text)) };
  return { evidenceUri: text, evidenceHash: keccak256(stringToHex(text)) };
}
