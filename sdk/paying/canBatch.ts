import type { Account, Client } from "viem";
import { getCapabilities } from "viem/actions";

/** A wallet that does not know the question may not answer it at all. */
const PATIENCE = 3_000;

/** Whether a wallet says that it does several calls as one or not at all (EIP-5792), for this account on this chain. */
export async function canBatch(walletClient: Client, account: Account, chainId: number): Promise<boolean> {
  // a key that is here is no wallet
  if (account.type === "local") return false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  const asked = getCapabilities(walletClient, { account: account.address, chainId }).catch(() => undefined);
  const capabilities = (await Promise.race([asked, silence])) as
    | { atomic?: { status?: string }; atomicBatch?: { supported?: boolean } }
    | undefined;
  clearTimeout(timer);
  const status = capabilities?.atomic?.status;
  return status === "supported" || status === "ready" || capabilities?.atomicBatch?.supported === true;
}
