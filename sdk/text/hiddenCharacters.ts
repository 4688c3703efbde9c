// Parts of classes of regular expressions with the flag u or v.

/** What has no width, looks like nothing, turns the direction of text, or controls a device; the tab and the line feed may stand in a text. */
export const HIDDEN =
  "\\p{Default_Ignorable_Code_Point}\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u2800\\ufff9-\\ufffb\\u{13441}\\u{13442}\\u{1d159}";

/** What stands for no character: half of one, and what Unicode gives to nobody or to everybody. */
export const BROKEN = "\\p{Cs}\\p{Noncharacter_Code_Point}\\p{Co}";
