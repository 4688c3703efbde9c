"use client";

/** Asks for the word that confirms, for these reasons. */
export function TypedConfirmation({ reasons, text, onText }: { reasons: readonly string[]; text: string; onText: (text: string) => void }) {
  if (reasons.length === 0) return null;
  return (
    <label className="notice grid gap-1">
      {reasons.map((reason) => (
        <span key={reason}>{reason}</span>
      ))}
      <input className="field" autoComplete="off" value={text} onChange={(event) => onText(event.target.value)} />
    </label>
  );
}
