/** Letters of other alphabets that look like Latin ones, after compatibility folding and lower-casing. */
const LOOKALIKES: Record<string, string> = {
  ...{ а: "a", в: "b", е: "e", к: "k", м: "m", н: "h", о: "o", р: "p", с: "c", т: "t", у: "y", х: "x", ѕ: "s", і: "i", ј: "j", ԁ: "d" },
  ...{ α: "a", β: "b", ε: "e", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x" },
  ...{ ı: "i", ɑ: "a", ɡ: "g", ⅼ: "l" },
};

/** What is left of a text if case, accents, punctuation, space and the alphabet do not count: equal for texts that look alike. */
export function skeletonOf(text: string): string {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return [...folded]
    .map((letter) => LOOKALIKES[letter] ?? letter)
    .join("")
    .replace(/[^\p{L}\p{N}<>=+%-]/gu, "");
}
