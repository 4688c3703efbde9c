import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { optimisticResolverAbi } from "../sdk/abi/optimisticResolver.ts";
import { collectCreatorFeesCall } from "../sdk/calls/collectCreatorFees.ts";
import { redeemSeedCall } from "../sdk/calls/redeemSeed.ts";
import { withdrawBondsForCall } from "../sdk/calls/withdrawBondsFor.ts";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import { isFinal } from "../sdk/status.ts";
import type { Call, Deployment, Market } from "../sdk/types.ts";
import type { Duty } from "./dutiesOf.ts";

/** What stands for a market where bonds of all of them are paid at once. */
const NO_MARKET = 0n;

/**
 * What waits for an account that has asked to be paid, by calls that anyone may make and that pay it and nobody else: the seed and the
 * fees of those of `markets` that are its own and over, and its bonds at the optimistic resolver. In the address book's tokens alone: what
 * another token does when it is sent is its own choice.
 */
export async function payoutsTo(
  client: Client,
  options: { deployment: Deployment; account: Address; markets: readonly Market[] },
): Promise<Duty[]> {
  const { deployment, account, markets } = options;
  const { Markets, OptimisticResolver: resolver } = deployment.contracts;
  const tokens = Object.values(deployment.collaterals);
  const since = Math.floor(Date.now() / 1000);
  const duty = (marketId: bigint, action: string, call: Call, about?: string): Duty => ({
    key: [marketId, action, about].filter((part) => part !== undefined).join(":"),
    marketId,
    action,
    since,
    call,
  });
  const own = markets.filter(
    ({ creator, status, collateral }) =>
      isFinal(status) && isSameAddress(creator, account) && tokens.some((token) => isSameAddress(token, collateral.address)),
  );
  const ofMarkets = own.flatMap(({ id: marketId, seed, creatorFees }) => [
    ...(seed > 0n ? [duty(marketId, "redeemSeed", redeemSeedCall({ markets: Markets, marketId }))] : []),
    ...(creatorFees > 0n ? [duty(marketId, "collectCreatorFees", collectCreatorFeesCall({ markets: Markets, marketId }))] : []),
  ]);
  if (!resolver) return ofMarkets;
  const bonds = await Promise.all(
    tokens.map(async (token): Promise<Duty[]> => {
      const contract = { address: resolver, abi: optimisticResolverAbi } as const;
      const waiting = await readContract(client, { ...contract, functionName: "withdrawable", args: [account, token] });
      const about = `${account}:${token}`.toLowerCase();
      return waiting > 0n ? [duty(NO_MARKET, "withdrawBonds", withdrawBondsForCall({ resolver, account, token }), about)] : [];
    }),
  );
  return [...ofMarkets, ...bonds.flat()];
}
