import { BROKEN, HIDDEN, MONGOLIAN_LETTER, SEEN_MARK } from "../../text/hiddenCharacters.ts";
import { JOINING_SCRIPTS } from "../../text/joiningScripts.ts";

const LETTER = `[${JOINING_SCRIPTS}]`;

const ANY = new RegExp(`[${HIDDEN}]`, "u");
/** What of the hidden is a part of what is seen: within emoji, between letters of scripts that need it, behind ideographs. */
const NEEDED = new RegExp(
  [
    "\\p{RGI_Emoji}\\ufe0e?",
    "\\p{Emoji}[\\ufe0e\\ufe0f]",
    "\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}\\ufe0f]*\\u200d(?=\\p{Extended_Pictographic})",
    `(?<=${LETTER})(?:[\\u200c\\u200d](?=${LETTER})|\\u200d(?=[\\s\\p{P}]|$))`,
    `(?<=${MONGOLIAN_LETTER})[\\u180b-\\u180f]`,
    "(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
    `(?<=${SEEN_MARK})\\u034f(?=${SEEN_MARK})`,
  ].join("|"),
  "gv",
);
/** With the mark of a character that was lost. */
const LOST = new RegExp(`[${BROKEN}\\ufffd]`, "u");

/** The first character of a text that cannot be seen and is not needed. */
export function hiddenIn(text: string): string | undefined {
  // the longer pattern only where it is needed
  return ANY.test(text) ? ANY.exec(text.replace(NEEDED, ""))?.[0] : undefined;
}

/** The first code of a text that stands for no character. */
export function brokenIn(text: string): string | undefined {
  return LOST.exec(text)?.[0];
}

/** As Unicode writes it. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
