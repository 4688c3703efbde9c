import type { Stage } from "../../sdk/paying/paying.ts";
import type { Token } from "../../sdk/types.ts";
import { money } from "./format.ts";
import type { Translate } from "./translate.ts";

/** What is asked of the wallet now, which step of how many, and why not in fewer. */
export function stageText(
  { kind, step, steps, allowance, instead = [] }: Stage,
  { what, t, token, locale }: { what: string; t: Translate; token?: Token; locale: string },
): string {
  const amount = token && allowance !== undefined ? money(allowance, token, locale) : "";
  const said = t(kind === "approve" && allowance === 0n ? "pay.reset" : `pay.${kind}`, { what, amount });
  const place = steps > 1 ? ` (${t("trade.steps", { step, steps })})` : "";
  // Why it takes more than one step, as the last way that was tried says it.
  const hindrance = steps > 1 && kind !== "permit" ? instead.find(({ way }) => way === "permit")?.hindrance : undefined;
  const why = hindrance ? t(`pay.instead.${hindrance}`) : "";
  return `${said}${place}${why && `. ${why}`}`;
}
