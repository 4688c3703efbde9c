const DIGIT = /\p{Nd}/u;
/** The figures that Chinese and Japanese write numbers of place value with; Unicode counts them as letters. */
const HAN = "〇一二三四五六七八九";

/** A decimal digit of any script: its value, and the zero of its script, which tells scripts apart. */
export function digitOf(character: string): { value: number; zero: string } | undefined {
  if (character >= "0" && character <= "9") return { value: Number(character), zero: "0" };
  const han = HAN.indexOf(character === "零" ? "〇" : character);
  if (han >= 0) return { value: han, zero: "〇" };
  if (!DIGIT.test(character)) return undefined;
  // Unicode gives the ten digits of each script in a row; where several rows touch, each begins a multiple of ten further on.
  const point = character.codePointAt(0) as number;
  let first = point;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  const value = (point - first) % 10;
  return { value, zero: String.fromCodePoint(point - value) };
}
