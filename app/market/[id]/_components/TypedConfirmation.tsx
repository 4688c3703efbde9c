"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";

/** Asks for the word that confirms, where it is needed: that nobody vouches for the market, or that the trade moves its own price far. */
export function TypedConfirmation({
  isUnknown,
  impactPercent,
  text,
  onText,
}: {
  isUnknown: boolean;
  impactPercent?: number | undefined;
  text: string;
  onText: (text: string) => void;
}) {
  const { t } = useTexts();
  const word = t("trade.confirm.word");
  if (!isUnknown && impactPercent === undefined) return null;
  return (
    <label className="notice grid gap-1">
      {isUnknown && <span>{t("trade.unknown.type", { word })}</span>}
      {impactPercent !== undefined && <span>{t("trade.impact.type", { percent: impactPercent.toFixed(0), word })}</span>}
      <input className="field" autoComplete="off" value={text} onChange={(event) => onText(event.target.value)} />
    </label>
  );
}
