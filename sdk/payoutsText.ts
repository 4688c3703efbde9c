import { percentTexts } from "./numbers/percentText.ts";
import { scalarValue } from "./scalar.ts";
import type { Market } from "./types.ts";
import { WAD } from "./wad.ts";

/** What payouts are of. */
export interface Answered {
  outcomes: readonly string[];
  metadata: Pick<Market["metadata"], "scalar">;
}

/** How the parts of an answer are written. The defaults are English, and leave a creator's text as it is: hostile. */
export interface PayoutsFormat {
  /** An outcome's name. */
  name: (text: string) => string;
  /** What an outcome takes of all; the shares are scaled by 1e18. */
  share: (outcome: number, shares: readonly bigint[]) => string;
  /** The number that a scalar market was answered with. */
  value: (value: number, unit: string) => string;
  /** All outcomes share equally, and are too many to be named. */
  equal: string;
}

/** So many outcomes that share equally are named all the same. */
const PAIR = 2;
/** A part of all by which equal payouts may differ where they do not divide. */
const ROUNDING = 1_000_000n;

const english: PayoutsFormat = {
  name: (text) => text,
  share: (outcome, shares) => percentTexts(shares)[outcome] ?? "",
  value: (value, unit) => `${Number(value.toPrecision(6))}${unit && ` ${unit}`}`,
  equal: "every outcome the same",
};

/**
 * Payouts in words, the same for every client: `Yes`, `Ann 50.00%, Bob 50.00%`, `every outcome the same`, or of a scalar market its
 * number, `0.86 °C`. Empty for payouts that pay nothing.
 */
export function payoutsText(payouts: readonly bigint[], market: Answered, format: Partial<PayoutsFormat> = {}): string {
  const { name, share, value, equal } = { ...english, ...format };
  const total = payouts.reduce((sum, payout) => sum + payout, 0n);
  if (total === 0n) return "";
  const shares = payouts.map((payout) => (payout * WAD) / total);
  const { scalar } = market.metadata;
  if (scalar) return value(scalarValue({ price: shares[0] ?? 0n, ...scalar }), scalar.unit);
  if (payouts.length > PAIR && areEqual(payouts, total)) return equal;
  return payouts
    .flatMap((payout, index) => {
      if (payout === 0n) return [];
      const outcome = name(market.outcomes[index] ?? "");
      return [payout === total ? outcome : `${outcome} ${share(index, shares)}`];
    })
    .join(", ");
}

function areEqual(payouts: readonly bigint[], total: bigint): boolean {
  const least = payouts.reduce((low, each) => (each < low ? each : low));
  const most = payouts.reduce((high, each) => (each > high ? each : high));
  return (most - least) * ROUNDING < total;
}
