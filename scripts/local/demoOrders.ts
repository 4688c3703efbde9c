import type { Address } from "viem";
import type { Order } from "../../sdk/orders/order.ts";
import { planOrder } from "../../sdk/orders/planOrder.ts";
import type { Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { random } from "./random.ts";

const CENT = WAD / 100n;
/** How far below the price each buyer waits, in cents. */
const BELOW = [1n, 2n, 4n, 7n];
const DAYS = 7;
const DAY = 86_400;
/** In 1e-4 of the collateral: what a keeper gets in the end. */
const MAX_TIP = 50;
const FILLED_SLOT = 1_000;

/**
 * What waits in the demo's books: in each market some traders bid for the dearest outcome below its price, and some against it, which is
 * an offer above the price. No two of them match, and the pool fills none of them. Deterministic.
 */
export function demoOrders(options: { markets: readonly Market[]; traders: readonly Address[]; now: number }): Order[] {
  const { markets, traders, now } = options;
  const slots = new Map<Address, number>();
  return markets.flatMap((market) => {
    const next = random(Number(market.id) * 104_729);
    const outcome = market.prices.reduce((best, price, index) => (price > (market.prices[best] ?? 0n) ? index : best), 0);
    const unit = 10n ** BigInt(market.collateral.decimals);
    return (["yes", "no"] as const).flatMap((side) => {
      const yes = market.prices[outcome] ?? 0n;
      const price = (side === "yes" ? yes : WAD - yes) / CENT;
      return BELOW.filter((below) => price - below > 0n).map((below): Order => {
        const maker = traders[Math.floor(next() * traders.length)] as Address;
        const slot = slots.get(maker) ?? 0;
        slots.set(maker, slot + 1);
        const size = { positions: BigInt(20 + 10 * Math.floor(next() * 18)) * unit };
        const times = { start: now, expiry: now + DAYS * DAY };
        const { terms } = planOrder({ market, outcome, side, sell: false, price: (price - below) * CENT, size, ...times, maxTip: MAX_TIP });
        return { maker, ...terms, slot, nonce: 1n };
      });
    });
  });
}

/** How far above the price a buyer goes whose order the pool fills at once, in cents. */
const ABOVE = 10n;
const FILLED_MARKETS = 3;

/** Orders that are filled against the pool as soon as they are signed, and by whom. In slots that no order waits in. */
export function demoFills(options: {
  markets: readonly Market[];
  traders: readonly Address[];
  now: number;
}): { order: Order; by: Address }[] {
  const { markets, traders, now } = options;
  return markets.slice(-FILLED_MARKETS).flatMap((market, index) => {
    const outcome = market.prices.findIndex((price) => price > 0n && price < WAD / 2n);
    const [maker, by] = [traders[index], traders[index + 1]];
    if (outcome < 0 || !maker || !by) return [];
    const price = ((market.prices[outcome] ?? 0n) / CENT + ABOVE) * CENT;
    const size = { positions: 25n * 10n ** BigInt(market.collateral.decimals) };
    const times = { start: now - 60, expiry: now + DAYS * DAY };
    const { terms } = planOrder({ market, outcome, side: "yes", sell: false, price, size, ...times, maxTip: MAX_TIP });
    return [{ order: { maker, ...terms, slot: FILLED_SLOT, nonce: 1n }, by }];
  });
}
