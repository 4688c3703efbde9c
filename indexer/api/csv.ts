import { BROKEN, HIDDEN } from "../../sdk/text/hiddenCharacters.ts";

/** What a spreadsheet begins a formula with, in its plain form. */
const STARTS_FORMULA = /^[=+\-\u2212@|]/;
/** What nobody sees before it: blanks, what is hidden, marks on no letter, and quotes, which some programs take off. */
const UNSEEN = `[\\s\\p{Cc}\\p{Cf}\\p{M}"${HIDDEN}${BROKEN}]`;
const FIRST_SEEN = new RegExp(`^${UNSEEN}*(.)`, "su");
/** What separates cells for programs that take another mark than the comma: our quotes stand within a cell for them, and hold nothing together. */
const AFTER_SEPARATOR = new RegExp(`(?<=[;\\t\\r\\n])((?:(?![;\\t\\r\\n])${UNSEEN})*)(?=(.))`, "gsu");
const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** A table as RFC 4180 has it. Where a spreadsheet could take what begins for a formula, there is an apostrophe in front. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const guarded = typeof value === "string" && !NUMBER.test(text) ? guard(text) : text;
  return /[",;\r\n\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function guard(text: string): string {
  const isCut = /^\p{Cc}/u.test(text); // some programs leave such a beginning out
  const later = text.replace(AFTER_SEPARATOR, (_, unseen: string, seen: string) => unseen + (canRun(seen) ? "'" : ""));
  return isCut || canRun(FIRST_SEEN.exec(text)?.[1] ?? "") ? `'${later}` : later;
}

/** In whatever width it is written. */
function canRun(first: string): boolean {
  return STARTS_FORMULA.test(first.normalize("NFKC"));
}
