import { numberFormat } from "../_lib/formatters.ts";

/** A day's change of a price in points, told by a sign and a word, never by colour alone. Nothing if it did not move. */
export function Change({ points, label, locale }: { points: number; label: string; locale: string }) {
  const size = Math.abs(points) * 100;
  if (size < 0.1) return null;
  const text = numberFormat(locale, { maximumFractionDigits: size < 1 ? 1 : 0 }).format(size);
  return (
    <span className={`text-sm font-medium tabular-nums whitespace-nowrap ${points > 0 ? "text-good" : "text-bad"}`}>
      <span aria-hidden>{points > 0 ? "▲" : "▼"} </span>
      <span className="sr-only">{points > 0 ? "+" : "−"}</span>
      {text} <span className="sr-only">{label}</span>
    </span>
  );
}
