/** What hides, moves or breaks the text around it. The joiners that scripts and emoji need are not among it. */
const HIDDEN = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Letters that look like nothing. */
const BLANK = /[\u115f\u1160\u2800\u3164\uffa0]/g;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const MOST = 20;

/**
 * A token's symbol as it can be shown among other text: without what hides, moves or breaks that, at most twenty characters
 * as people count them. Undefined if there is nothing to see.
 */
export function cleanSymbol(said: string): string | undefined {
  // A symbol is a word: what is longer than any word is not looked at to its end.
  const clean = said.slice(0, 1_000).toWellFormed().replace(HIDDEN, "").replace(BLANK, "").trim();
  if (!VISIBLE.test(clean)) return undefined;
  const characters = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(clean)].map(({ segment }) => segment);
  return characters.length > MOST ? `${characters.slice(0, MOST).join("")}…` : clean;
}
