import type { Address } from "viem";
import { getClaims } from "../../sdk/getClaims.ts";
import type { Call, Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { readerOf } from "./connection.ts";

/** The transactions that pay an account everything that can be paid now, each claim simulated anew. */
export async function claimCalls(
  config: ChainConfig,
  { account, markets }: { account: Address; markets: readonly Market[] },
): Promise<Call[]> {
  const { calls } = await getClaims(readerOf(config), { deployment: config.deployment, account, markets });
  return calls;
}
