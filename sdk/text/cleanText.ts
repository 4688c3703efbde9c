import { BROKEN, HIDDEN, MONGOLIAN_LETTER, SEEN_MARK } from "./hiddenCharacters.ts";
import { JOINING_SCRIPTS } from "./joiningScripts.ts";

/** What is hidden whatever stands beside it: joiners, selectors and the letters of flags are looked at below. */
const ALWAYS_HIDDEN = new RegExp(
  `(?![\\u034f\\u180b-\\u180f\\u200c\\u200d\\ufe00-\\ufe02\\ufe0e\\ufe0f\\u{e0000}-\\u{e007f}\\u{e0100}-\\u{e01ef}])[${HIDDEN}${BROKEN}]`,
  "gu",
);
const PICTURE = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]";
/** Joiners in a row: one of them does all that they could. */
const JOINERS = /([\u200c\u200d])[\u200c\u200d]+/gu;
/** A joiner that neither follows such a letter nor makes one picture of two. */
const IDLE_JOINER = new RegExp(
  `(?<![${JOINING_SCRIPTS}]|${PICTURE})[\\u200c\\u200d]|(?<=${PICTURE})(?:\\u200c|\\u200d(?!\\p{Extended_Pictographic}))`,
  "gu",
);
/** A selector of the look of a picture, or of a letter of these scripts, behind another; what joins no marks. */
const IDLE_SELECTOR = new RegExp(
  [
    "(?<!\\p{Emoji})[\\ufe0e\\ufe0f]",
    `(?<!${MONGOLIAN_LETTER})[\\u180b-\\u180f]`,
    "(?<!\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
    `(?<!${SEEN_MARK})\\u034f|\\u034f(?!${SEEN_MARK})`,
  ].join("|"),
  "gu",
);
/** The letters of a flag, which name a part of a country and end; without a flag, or in another number, they are a text that nobody sees. */
const FLAG_LETTERS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
/** Marks above and below a letter, more than any language has, joiners between them or not. */
const PILE = /(\p{M}(?:[\u200c\u200d]?\p{M}){5})(?:[\u200c\u200d]?\p{M})+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A stranger's text as it can be shown among other text: without what hides, moves or breaks that. The joiners that scripts
 * and emoji need stay where they are needed. Isolate it all the same (`bdi`).
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(ALWAYS_HIDDEN, "")
    .replace(FLAG_LETTERS, "$1")
    .replace(IDLE_SELECTOR, "")
    .replace(JOINERS, "$1")
    .replace(IDLE_JOINER, "")
    .replace(PILE, "$1");
}

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(cleanText(text));
}
