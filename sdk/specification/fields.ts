import { z } from "zod";
import { TEXT_LIMITS } from "../text/limits.ts";
import { FORMS, type Form } from "./forms.ts";

// What the fields of a specification are made of.

/** What JSON Schema is told where a number is as good as its text. */
const NUMERIC = new Set<Form>(["amount", "coins", "number", "count"]);
/** What a market has at most. */
export const MOST_OUTCOMES = 256;

/**
 * A text of that form. Numbers of the file arrive as the text that was written (`readYaml`), so that none is rounded. What
 * the linter says is in the form: the schema's own message is its name.
 */
export function text(form: Form) {
  const { pattern, write } = FORMS[form];
  return z
    .string({ error: form })
    .regex(pattern, { error: form })
    .meta({ description: write, ...(NUMERIC.has(form) && { numeric: form }) });
}

/** A number that is kept as one: its digits must survive that. */
export const number = text("number").transform((written, context) => {
  const value = Number(written);
  if (isSameNumber(written, value)) return value;
  context.addIssue({
    code: "custom",
    message: `has more digits than can be kept (${value})`,
    params: { suggestion: "Write fewer digits." },
  });
  return z.NEVER;
});

/** A text of that length; `write` says how. */
export function prose(low: number, high: number, write: string) {
  return z.string({ error: write }).min(low, { error: write }).max(high, { error: write }).meta({ description: write });
}

export function count(low: number, high: number) {
  return text("count").transform(Number).pipe(z.number().min(low).max(high)).meta({ minimum: low, maximum: high });
}

export const when = text("when").meta({ id: "when" });
export const duration = text("duration").meta({ id: "duration" });
export const percentage = text("percentage").meta({ id: "percentage" });
export const amount = text("amount").meta({ id: "amount" });
export const name = text("name").max(TEXT_LIMITS.outcome).meta({ id: "name" });
export const account = prose(1, 100, "Write an address, or a name from the address book.").meta({ id: "account" });

/** Whether a double stands for exactly that decimal, as it prints it. */
function isSameNumber(written: string, value: number): boolean {
  const [whole = "", decimals = ""] = written.replace(/^-/, "").split(".");
  const shown = Math.abs(value).toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
  const [shownWhole, shownDecimals = ""] = shown.split(".");
  return whole.replace(/^0+(?=\d)/, "") === shownWhole && decimals.replace(/0+$/, "") === shownDecimals;
}
