import { percentText } from "./numbers/percentText.ts";
import { scalarValue } from "./scalar.ts";
import type { Market } from "./types.ts";
import { WAD } from "./wad.ts";

/** How the parts of an answer are written. The defaults are English, and leave a creator's text as it is: hostile. */
export interface PayoutsFormat {
  /** An outcome's name. */
  name: (text: string) => string;
  /** A part of all, scaled by 1e18. */
  share: (share: bigint) => string;
  /** The number that a scalar market was answered with. */
  value: (value: number, unit: string) => string;
}

const english: PayoutsFormat = {
  name: (text) => text,
  share: percentText,
  value: (value, unit) => `${Number(value.toPrecision(6))}${unit && ` ${unit}`}`,
};

/**
 * Payouts in words, the same for every client: `Yes`, `Ann 50.00%, Bob 50.00%`, or of a scalar market its number, `0.86 °C`.
 * Empty for payouts that pay nothing.
 */
export function payoutsText(
  payouts: readonly bigint[],
  market: { outcomes: readonly string[]; metadata: Pick<Market["metadata"], "scalar"> },
  format: Partial<PayoutsFormat> = {},
): string {
  const { name, share, value } = { ...english, ...format };
  const total = payouts.reduce((sum, payout) => sum + payout, 0n);
  if (total === 0n) return "";
  const { scalar } = market.metadata;
  if (scalar) return value(scalarValue({ price: ((payouts[0] ?? 0n) * WAD) / total, ...scalar }), scalar.unit);
  const paid = payouts.flatMap((payout, index) => (payout > 0n ? [{ outcome: name(market.outcomes[index] ?? ""), payout }] : []));
  return paid.map(({ outcome, payout }) => (payout === total ? outcome : `${outcome} ${share((payout * WAD) / total)}`)).join(", ");
}
