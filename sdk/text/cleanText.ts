import { JOINING_SCRIPTS } from "./joiningScripts.ts";

/** Controls but the tab and the line feed, what turns the direction of text, and what has no width or looks like nothing. */
const HIDDEN = new RegExp(
  `[${[
    "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\p{Co}\\p{Cs}\\p{Noncharacter_Code_Point}",
    "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb",
    "\\u00ad\\u034f\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2060-\\u2065\\ufe00-\\ufe0d\\ufeff\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0100}-\\u{e01ef}",
    "\\u115f\\u1160\\u2800\\u3164\\uffa0",
  ].join("")}]`,
  "gu",
);
/** A joiner that neither follows such a letter nor makes one picture of two. */
const IDLE_JOINER = new RegExp(
  `(?<![${JOINING_SCRIPTS}]|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]\\u200d?)[\\u200c\\u200d]|(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])[\\u200c\\u200d](?!\\p{Extended_Pictographic})`,
  "gu",
);
/** A selector of a picture's look where there is no picture, and the letters of a flag without a flag. */
const IDLE_SELECTOR = /(?<!\p{Emoji})[\ufe0e\ufe0f]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0000}-\u{e007f}]/gu;
/** Marks above and below a letter, more than any language has. */
const PILE = /(\p{M}{6})\p{M}+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A stranger's text as it can be shown among other text: without what hides, moves or breaks that. The joiners that scripts
 * and emoji need stay where they are needed. Isolate it all the same (`bdi`).
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(HIDDEN, "").replace(IDLE_SELECTOR, "").replace(IDLE_JOINER, "").replace(PILE, "$1");
}

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(cleanText(text));
}
