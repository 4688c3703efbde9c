import { cleanText, isVisible } from "./cleanText.ts";
import { cutText } from "./cutText.ts";

const MOST = 20;

/**
 * A token's symbol as it can be shown among other text: one word of at most twenty characters as people count them, without
 * what hides, moves or breaks the text around it. Undefined if there is nothing to see.
 */
export function cleanSymbol(said: string): string | undefined {
  // A symbol is a word: what is longer than any word is not looked at to its end.
  const clean = cleanText(said.slice(0, 1_000)).replace(/\s+/gu, " ").trim();
  if (!isVisible(clean)) return undefined;
  const cut = cutText(clean, MOST);
  return cut === "…" ? undefined : cut;
}
