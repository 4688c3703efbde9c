/** The language tag of no language in particular: for commands, which people of all countries copy from each other. */
export const ANYBODY = "und";

/** How a locale writes numbers: what stands before the fraction, what between groups, and how many digits a group has. */
export interface NumberStyle {
  decimal: string;
  /** None where the locale writes no groups. */
  group: string | undefined;
  /** The groups before the last: 2 in India, else 3. */
  inner: number;
}

const known = new Map<string, NumberStyle>();

/** The style of a locale for the digits of one script, told by its zero; the locale's own unless told. */
export function styleOf(locale: string, zero?: string): NumberStyle {
  const key = `${locale} ${zero ?? ""}`;
  const style = known.get(key) ?? read(locale, zero);
  known.set(key, style);
  return style;
}

function read(locale: string, zero: string | undefined): NumberStyle {
  const format = (numberingSystem?: string) =>
    new Intl.NumberFormat(locale, { useGrouping: true, minimumFractionDigits: 1, ...(numberingSystem && { numberingSystem }) });
  // Marks go with digits: Arabic ones have their own where Latin ones have a point.
  const system = zero === undefined ? undefined : systemOf(zero);
  const parts = format(system).formatToParts(123_456_789.5);
  const mark = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  const groups = parts.filter(({ type }) => type === "integer").map(({ value }) => [...value].length);
  return { decimal: mark("decimal") ?? ".", group: mark("group"), inner: groups.at(-2) === 2 ? 2 : 3 };
}

let systems: Map<string, string> | undefined;

/** The numbering system that has this zero. */
function systemOf(zero: string): string | undefined {
  if (zero === "0") return "latn";
  systems ??= new Map(
    Intl.supportedValuesOf("numberingSystem").flatMap((name) => {
      const written = new Intl.NumberFormat("en", { numberingSystem: name }).format(0);
      return [...written].length === 1 ? [[written, name] as const] : [];
    }),
  );
  return systems.get(zero);
}
