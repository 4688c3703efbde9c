/** More codes than any letter with its marks, or any picture of several, has; joined without end they would be one character. */
const LONGEST = 24;

let segmenter: Intl.Segmenter | undefined;

/** A text cut after so many characters as people count them, with `…` where it is; never within a letter or a picture. */
export function cutText(text: string, most: number): string {
  let kept = "";
  let count = 0;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) {
    if (count === most || segment.length > LONGEST) return `${kept}…`;
    kept += segment;
    count++;
  }
  return text;
}
