import type { Account, PublicClient, WalletClient } from "viem";

/** An account that commands sign with, and the clients of its chain. */
export interface Signer {
  publicClient: PublicClient;
  walletClient: WalletClient;
  account: Account;
}
