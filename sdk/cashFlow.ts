import { type Address, isAddressEqual } from "viem";
import type { Activity } from "./activity.ts";
import { collateralOf } from "./collateralOf.ts";

/** What an account paid into a market and received from it, in base units of its collateral. */
export interface CashFlow {
  paid: bigint;
  received: bigint;
}

/**
 * The ledger of an account, by market id, from all of its `activity` (`getActivity` with `account`): funding, trades, fills
 * of its limit orders, sets and pairs, conversions, liquidity, redemptions, the seed and creator's fees. `received − paid` and what it holds now (`getHoldings`)
 * make its profit: over all accounts that is what the chain paid. Proceeds that it had paid to another recipient count as its
 * own. Positions sent to others are given away, those that others sent have cost nothing.
 */
export function cashFlow(options: { account: Address; activity: readonly Activity[] }): Map<bigint, CashFlow> {
  const flows = new Map<bigint, CashFlow>();
  for (const event of options.activity) {
    if (!event.account || !isAddressEqual(event.account, options.account)) continue;
    const { paid, received } = flows.get(event.marketId) ?? { paid: 0n, received: 0n };
    const exchanged = collateralOf(event);
    flows.set(event.marketId, { paid: paid + exchanged.paid, received: received + exchanged.received });
  }
  return flows;
}
