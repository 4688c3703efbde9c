/** An amount of base units in plain digits, to the last of them: what a specification is written in. */
export function plainDecimal(amount: bigint, decimals: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const [whole, rest] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals).replace(/0+$/, "")];
  return `${amount < 0n ? "-" : ""}${whole}${rest && `.${rest}`}`;
}
