import { type Account, type Client, isAddressEqual } from "viem";
import { getAddresses, getChainId } from "viem/actions";
import { PresageError } from "../errors.ts";

/**
 * Whether the wallet has gone to another account or chain than what was prepared for: then that is what a failure is about, whatever
 * words the wallet has for it. Undefined if it has not, or does not say.
 */
export async function changeOf(publicClient: Client, walletClient: Client, account: Account): Promise<PresageError | undefined> {
  if (account.type === "local") return undefined;
  const [needed, given, accounts] = await Promise.all([
    getChainId(publicClient).catch(() => undefined),
    getChainId(walletClient).catch(() => undefined),
    getAddresses(walletClient).catch(() => undefined),
  ]);
  const [other] = accounts ?? [];
  if (accounts && !accounts.some((each) => isAddressEqual(each, account.address))) {
    return new PresageError({ code: "AccountChanged", details: { expected: account.address, ...(other && { given: other }) } });
  }
  if (needed === undefined || given === undefined || needed === given) return undefined;
  const name = publicClient.chain?.name;
  return new PresageError({ code: "WrongChain", details: { given, needed, ...(name && { name }) } });
}
