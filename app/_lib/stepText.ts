import type { ResolutionStep } from "../../sdk/resolution.ts";
import type { Fallback } from "../../sdk/resolvers/step.ts";
import type { Market } from "../../sdk/types.ts";
import { money, shortAddress, utc } from "./format.ts";
import { payoutsText } from "./payoutsText.ts";
import type { Translate } from "./translate.ts";

/** Steps that cost a fee, which does not come back, instead of a bond. */
export const FEES: readonly ResolutionStep["action"][] = ["arbitrate", "requestRuling", "appeal"];

/** A step in a sentence: who can do what, from when, until when, and what it takes. */
export function stepText(
  { action, who, accounts = [], from, until, cost, isOpen }: ResolutionStep,
  t: Translate,
  locale: string,
  zone?: string,
): string {
  const named = who === "arbiter" && accounts[0] ? ` (${shortAddress(accounts[0])})` : "";
  const sentence = t(`step.${action}`, { who: `${t(`step.who.${who}`)}${named}` });
  const start = isOpen || from === 0 ? "" : t("step.from", { when: utc(from, locale, zone) });
  const end = until === undefined ? "" : t("step.until", { when: utc(until, locale, zone) });
  const price =
    cost && cost.amount > 0n ? t(FEES.includes(action) ? "step.fee" : "step.bond", { amount: money(cost.amount, cost.token, locale) }) : "";
  return `${sentence}${start}${end}${price}.`;
}

/** What anyone can bring about if everybody else stays silent, and from when. */
export function fallbackText(
  { kind, at, payouts }: Fallback,
  { market, now }: { market: Market; now: number },
  t: Translate,
  locale: string,
  zone?: string,
): string {
  const answer = payouts ? payoutsText(payouts, market, { t, locale }) : t("resolution.standing");
  const key = at > now ? (`fallback.${kind}` as const) : (`fallback.${kind}.now` as const);
  return t(key, { when: utc(at, locale, zone), voidable: utc(market.resolveBy, locale, zone), answer });
}
