import type { ActivityEvent } from "./activity.ts";

/** What the account of an event paid into the market and received from it, in base units of the collateral; one of them is zero. */
export function collateralOf(event: ActivityEvent): { paid: bigint; received: bigint } {
  switch (event.kind) {
    case "MarketCreated":
      return paid(event.funding);
    case "Trade":
    case "OrderFilled":
      return event.op === "sell" ? received(event.collateral) : paid(event.collateral);
    case "Split":
    case "PairSplit":
      return paid(event.amount);
    case "Merged":
    case "PairMerged":
      return received(event.amount);
    case "Converted":
      return received(BigInt(event.outcomes.length - 1) * event.amount);
    case "ConvertedBack":
      return paid(BigInt(event.outcomes.length - 1) * event.amount);
    case "LiquidityAdded":
      return paid(event.collateral);
    case "LiquidityRemoved":
    case "Redeemed":
    case "SeedRedeemed":
    case "CreatorFeesCollected":
      return received(event.collateral);
    default:
      return paid(0n);
  }
}

function paid(amount: bigint) {
  return { paid: amount, received: 0n };
}

function received(amount: bigint) {
  return { paid: 0n, received: amount };
}
