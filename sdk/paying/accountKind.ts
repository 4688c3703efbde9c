import type { Address, Client } from "viem";
import { getCode } from "viem/actions";

/** What stands before the address in the code of an account with a key that has delegated to a contract (EIP-7702). */
const DELEGATED = "0xef0100";

/**
 * How an account signs. `key`: there is nothing but a key. `delegated`: a key, and code that some tokens ask before they believe it.
 * `contract`: no key of its own, so no signature with v, r and s.
 */
export type AccountKind = "key" | "delegated" | "contract";

export async function accountKind(client: Client, address: Address): Promise<AccountKind> {
  const code = await getCode(client, { address });
  if (code === undefined || code === "0x") return "key";
  return code.startsWith(DELEGATED) ? "delegated" : "contract";
}
