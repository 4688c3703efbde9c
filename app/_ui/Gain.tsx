/** A profit or a loss: told by its sign, and by colour beside it. */
export function Gain({ amount, text, className = "" }: { amount: bigint; text: string; className?: string }) {
  return <span className={`tabular-nums ${amount > 0n ? "text-good" : amount < 0n ? "text-bad" : "text-soft"} ${className}`}>{text}</span>;
}
