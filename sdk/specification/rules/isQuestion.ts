/** Signs that end a question, in any script. */
const SIGN = /[?？؟⁇⁈⁉‽⸮﹖⳺⳻፧᥅꘏꛷𑅃]/u;
/** What may close behind it. */
const CLOSING = /[\p{Pe}\p{Pf}\p{Emoji_Presentation}\s"'!！]+$/u;
/** Scripts that ask by a word. */
const BY_WORD = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}]/u;

/** Whether a title reads as a question in its language. */
export function isQuestion(title: string): boolean {
  const text = title.trim().replace(CLOSING, "");
  if (SIGN.test(text.at(-1) ?? "") || SIGN.test([...text].at(-1) ?? "")) return true;
  if (/[;\u037e]$/.test(text)) return /\p{Script=Greek}/u.test(text);
  if (/\u055e/.test(text)) return true; // Armenian marks the vowel
  return BY_WORD.test(text) || /[か嗎吗呢][。.]?$/u.test(text);
}
