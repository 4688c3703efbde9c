import type { IndexedMarket, IndexedPortfolio, Movement } from "../../_lib/indexerTypes.ts";

type Held = Pick<IndexedPortfolio["positions"][number], "marketId" | "kind" | "outcome" | "amount" | "price" | "collateral">;
type Moved = Pick<Movement, "marketId" | "asset" | "outcome" | "amount" | "timestamp" | "token">;
type Priced = Pick<IndexedMarket, "id" | "prices" | "changes24h" | "payouts" | "payoutDenominator" | "finalizedAt">;

/**
 * What an account earned in a collateral since `since`, a day ago, in base units: what its positions are worth now against
 * what those of then were worth, and the money that came and went. `markets`: those whose prices moved; a price that is not
 * among them stood still. Undefined where that cannot be told: when liquidity or a seed came or went, whose worth of then nobody kept.
 */
export function dayProfit({
  positions,
  movements,
  markets,
  collateral,
  since,
}: {
  positions: readonly Held[];
  /** Newest first, back to `since` at least. */
  movements: readonly Moved[];
  markets: readonly Priced[];
  collateral: string;
  since: number;
}): bigint | undefined {
  const recent = movements.filter(({ timestamp, token, asset }) => timestamp > since && token === collateral && asset !== "bond");
  if (recent.some(({ asset }) => asset === "liquidity" || asset === "seed")) return undefined;
  const priced = new Map(markets.map((market) => [market.id, market]));
  const shares = new Map<string, { marketId: string; kind: string; outcome: number; now: number; before: number; price?: number }>();
  const shareOf = (marketId: string, kind: string, outcome: number) => {
    const key = `${marketId} ${kind} ${outcome}`;
    const known = shares.get(key) ?? { marketId, kind, outcome, now: 0, before: 0 };
    shares.set(key, known);
    return known;
  };
  for (const { marketId, kind, outcome, amount, price, collateral: token } of positions) {
    if (token !== collateral || (kind !== "yes" && kind !== "no")) continue;
    const share = shareOf(marketId, kind, outcome);
    share.now += Number(amount.base);
    share.before += Number(amount.base);
    share.price = Number(price);
  }
  let gained = 0;
  for (const { marketId, asset, outcome, amount } of recent) {
    if (asset === "collateral") gained += Number(amount.base);
    else if (marketId !== null) shareOf(marketId, asset, outcome ?? 0).before -= Number(amount.base);
  }
  for (const { marketId, kind, outcome, now, before, price } of shares.values()) {
    const then = priceThen(priced.get(marketId), { kind, outcome, since });
    const current = price ?? priceNow(priced.get(marketId), { kind, outcome });
    if (current === undefined) return undefined;
    gained += now * current - before * (then ?? current);
  }
  return BigInt(Math.round(gained));
}

function priceNow(market: Priced | undefined, { kind, outcome }: { kind: string; outcome: number }): number | undefined {
  if (!market) return undefined;
  const yes =
    market.payouts.length > 0 ? Number(market.payouts[outcome] ?? 0) / Number(market.payoutDenominator) : Number(market.prices[outcome]);
  return kind === "yes" ? yes : 1 - yes;
}

/** Undefined if it was what it is now. */
function priceThen(
  market: Priced | undefined,
  { kind, outcome, since }: { kind: string; outcome: number; since: number },
): number | undefined {
  if (!market || (market.finalizedAt !== null && market.finalizedAt <= since)) return undefined;
  const yes = Number(market.prices[outcome]) - Number(market.changes24h[outcome]);
  return kind === "yes" ? yes : 1 - yes;
}
