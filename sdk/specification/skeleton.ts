import unhomoglyph from "unhomoglyph";

/** Small letters that look like others only in some typefaces, which Unicode's table of confusables keeps apart. */
const LOOKALIKES: Record<string, string> = {
  ...{ в: "b", к: "k", м: "m", н: "h", т: "t" },
  ...{ β: "b", ε: "e", κ: "k", τ: "t", χ: "x", υ: "u" },
};

/** What is left of a text if case, accents, punctuation, space and the alphabet do not count: equal for texts that look alike. */
export function skeletonOf(text: string): string {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "");
  return (
    [...folded]
      // plain letters stay as they are: a 1 and an l are told apart
      .map((letter) => LOOKALIKES[letter.toLowerCase()] ?? (letter > "\u007f" ? unhomoglyph(letter) : letter))
      .join("")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}<>=+%-]/gu, "")
  );
}

/** What is left of letters and digits of one alphabet that many typefaces draw alike: I, l and 1, O and 0, rn and m. */
export function glyphsOf(text: string): string {
  return skeletonOf(text.replace(/[I1|]/g, "l").replace(/0/g, "O").replace(/rn/g, "m").replace(/vv/gi, "w"));
}
