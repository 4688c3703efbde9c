/**
 * Text as searches compare it: in lower case, without accents and apostrophes, hyphens and other space as one space. So
 * "melenchon" finds "Mélenchon", "womens" "Women’s" and "covid 19" "COVID-19".
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}|['’‘ʼʻ`´＇]/gu, "")
    .replace(/[\p{Pd}\s]+/gu, " ")
    .trim();
}
