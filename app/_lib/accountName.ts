import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";

/** What the address book calls an account; nobody names themselves here. */
export function accountName(address: string, accounts: Deployment["accounts"]): string | undefined {
  const name = Object.entries(accounts ?? {}).find(([, known]) => isSameAddress(known, address))?.[0];
  return name && name.charAt(0).toUpperCase() + name.slice(1).replace(/(?<=[a-z])(?=[0-9A-Z])/g, " ");
}
