// Parts of regular expressions with the flag u or v: the first two of classes.

/** What has no width, looks like nothing, turns the direction of text, or controls a device; the tab and the line feed may stand in a text. */
export const HIDDEN =
  "\\p{Default_Ignorable_Code_Point}\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u2800\\ufff9-\\ufffb\\u{13441}\\u{13442}\\u{1d159}";

/** What stands for no character: half of one, and what Unicode gives to nobody or to everybody. */
export const BROKEN = "\\p{Cs}\\p{Noncharacter_Code_Point}\\p{Co}";

/** A mark that can be seen. */
export const SEEN_MARK = "(?!\\p{Default_Ignorable_Code_Point})\\p{M}";

/** A Mongolian letter, which takes one selector behind it: the selectors are of its script, and of no use to each other. */
export const MONGOLIAN_LETTER = "(?![\\u180b-\\u180f])\\p{Script=Mongolian}";
