import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "./abi/markets.ts";
import { liquidityId, positionId, positionsOf } from "./positionId.ts";
import { redeemableAmount } from "./redeemableAmount.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment, Market, Side } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

/** What an account holds of one position or liquidity token, in base units. */
export interface Holding {
  marketId: bigint;
  id: bigint;
  kind: Side | "liquidity";
  /** Zero for liquidity. */
  outcome: number;
  amount: bigint;
  /** What `redeem` pays for it now; zero until the market is final. */
  redeemable: bigint;
}

/**
 * What an account holds in these markets, read from the chain at the markets' block: one contract read for each id, gathered
 * as in `getMarkets`. Markets in which it holds nothing give nothing.
 */
export async function getHoldings(
  client: Client,
  options: { deployment: Deployment; account: Address; markets: readonly Market[] },
): Promise<Holding[]> {
  const { deployment, account, markets } = options;
  const reader = withMulticall(client);
  try {
    const read = async (market: Market, kind: Holding["kind"], outcome: number): Promise<Holding> => {
      const id =
        kind === "liquidity"
          ? liquidityId(market.id)
          : positionId({ marketId: market.id, outcome, side: kind, outcomeCount: market.outcomeCount });
      const amount = await readContract(reader, {
        address: deployment.contracts.Markets,
        abi: marketsAbi,
        functionName: "balanceOf",
        args: [account, id],
        blockNumber: market.blockNumber,
      });
      return { marketId: market.id, id, kind, outcome, amount, redeemable: redeemableAmount(market, { kind, outcome, amount }) };
    };
    const holdings = await Promise.all(
      markets.flatMap((market) => tokensOf(market).map(({ kind, outcome }) => read(market, kind, outcome))),
    );
    return holdings.filter(({ amount }) => amount > 0n);
  } catch (error) {
    throw toPresageError(error);
  }
}

function tokensOf({ outcomeCount }: Market): { kind: Holding["kind"]; outcome: number }[] {
  return [...positionsOf(outcomeCount).map(({ side, outcome }) => ({ kind: side, outcome })), { kind: "liquidity", outcome: 0 }];
}
