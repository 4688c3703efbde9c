/** What a spreadsheet begins a formula with, in its plain form. */
const STARTS_FORMULA = /^[=+\-\u2212@|]/;
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]+/u;
const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** A table as RFC 4180 has it. A cell that a spreadsheet could take for a formula gets an apostrophe in front. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const guarded = typeof value === "string" && !NUMBER.test(text) && canRun(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Whatever stands before it that nobody sees, and in whatever width it is written. */
function canRun(text: string): boolean {
  return /^\p{Cc}/u.test(text) || STARTS_FORMULA.test(text.replace(INVISIBLE, "").normalize("NFKC"));
}
