import { type Address, type Log, type ParseEventLogsReturnType, parseEventLogs } from "viem";
import { marketsAbi } from "./abi/markets.ts";
import { ordersAbi } from "./abi/orders.ts";
import type { Activity, ActivityEvent } from "./activity.ts";
import type { CreateParams } from "./calls/createMarket.ts";
import { logsOf } from "./logsOf.ts";
import { ops } from "./op.ts";
import { decodeFill } from "./orders/decodeFill.ts";
import { parsePositionId } from "./positionId.ts";

type MarketsLog = ParseEventLogsReturnType<typeof marketsAbi, undefined, true>[number];
/** The name of an event of `Markets` with its arguments. */
export type MarketsEvent = MarketsLog extends infer log ? (log extends MarketsLog ? Pick<log, "eventName" | "args"> : never) : never;

/**
 * What happened, from logs (of a receipt, for example): those of `Markets` at this address and, if it is given, the fills of
 * `orders`, in the chain's order. `times` gives the Unix seconds of each block; without it the node's own are used, and zero
 * where it sent none.
 */
export function decodeActivity(options: {
  markets: Address;
  orders?: Address | undefined;
  logs: readonly Log[];
  times?: ReadonlyMap<bigint, number>;
}): Activity[] {
  const { markets, orders, times } = options;
  const placeOf = ({ blockNumber, logIndex, transactionHash, blockTimestamp }: Log<bigint, number, false>) => {
    const timestamp = times?.get(blockNumber) ?? Number(blockTimestamp ?? 0);
    return { blockNumber, logIndex, transactionHash, timestamp };
  };
  const changes = parseEventLogs({ abi: marketsAbi, logs: logsOf(markets, options.logs) }).flatMap((log): Activity[] => {
    const event = decodeEvent(log);
    return event && "marketId" in log.args ? [{ ...event, marketId: log.args.marketId, account: accountOf(log), ...placeOf(log) }] : [];
  });
  const fills = parseEventLogs({ abi: ordersAbi, eventName: "Filled", logs: logsOf(orders, options.logs) }).map((log): Activity => {
    const { maker: account, ...fill } = decodeFill(log.args);
    return { kind: "OrderFilled", ...fill, account, ...placeOf(log) };
  });
  return [...changes, ...fills].sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
}

/** An event of `Markets` by its name and decoded arguments; null for transfers of positions and approvals. */
export function decodeEvent(log: MarketsEvent): ActivityEvent | null {
  switch (log.eventName) {
    case "MarketCreated":
      return { kind: log.eventName, funding: log.args.funding, ...termsOf(log.args.params) };
    case "Trade":
      return {
        kind: log.eventName,
        ...unpack(log.args.packed),
        collateral: log.args.collateral,
        positions: log.args.positions,
        fee: log.args.fee,
      };
    case "Split":
    case "Merged":
      return { kind: log.eventName, amount: log.args.amount };
    case "PairSplit":
    case "PairMerged":
      return { kind: log.eventName, outcome: Number(log.args.outcome), amount: log.args.amount };
    case "Converted":
    case "ConvertedBack":
      return { kind: log.eventName, outcomes: bits(log.args.outcomeBitmap), amount: log.args.amount };
    case "PricesRestored":
      return { kind: log.eventName, sigmaStep: log.args.sigmaStep, fees: log.args.fees };
    case "LiquidityAdded":
    case "LiquidityRemoved":
      return { kind: log.eventName, liquidity: log.args.liquidity, collateral: log.args.collateral, fees: log.args.fees };
    case "Halted":
    case "Reopened":
      return { kind: log.eventName };
    case "Resolved":
    case "Voided":
      return { kind: log.eventName, payouts: log.args.payouts, liquidityValue: log.args.liquidityValue };
    case "Redeemed": {
      const { kind, outcome } = parsePositionId(log.args.id);
      return {
        kind: log.eventName,
        position: kind === "yes" || kind === "no" ? kind : "liquidity",
        outcome,
        amount: log.args.amount,
        collateral: log.args.collateral,
        recipient: log.args.recipient,
      };
    }
    case "SeedRedeemed":
      return { kind: log.eventName, seed: log.args.seed, collateral: log.args.collateral };
    case "CreatorFeesCollected":
      return { kind: log.eventName, collateral: log.args.collateral };
    default:
      return null;
  }
}

function termsOf({ liquidity, outcomeCount, odds, feeRate, creatorShare }: CreateParams) {
  return { liquidity, outcomeCount, odds, feeRate, creatorShare };
}

/** `side << 16 | op << 8 | outcome`. */
function unpack(packed: bigint) {
  const value = Number(packed);
  return { op: ops[(value >> 8) & 0xff] ?? "buy", side: value >> 16 === 0 ? ("yes" as const) : ("no" as const), outcome: value & 0xff };
}

function bits(bitmap: bigint): number[] {
  return Array.from({ length: 256 }, (_, outcome) => outcome).filter((outcome) => (bitmap >> BigInt(outcome)) & 1n);
}

/** Who did it, where the event says so. */
export function accountOf({ args }: Pick<MarketsEvent, "args">): Address | undefined {
  if ("trader" in args) return args.trader;
  if ("account" in args) return args.account;
  if ("provider" in args) return args.provider;
  return "creator" in args ? args.creator : undefined;
}
