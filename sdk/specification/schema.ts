import { z } from "zod";
import { TEXT_LIMITS } from "../text/limits.ts";
import { amount, MOST_OUTCOMES, name, number, percentage, prose, text, when } from "./fields.ts";
import type { Form } from "./forms.ts";
import { resolverSchema } from "./resolvers/resolvers.ts";

const band = z.strictObject({ name, low: number.optional(), high: number.optional() });

/** The three ways of saying what the outcomes are. */
const OUTCOMES = ["outcomes", "scalar", "bands"] as const;

/** A market as its creator writes it. Amounts, rates and times are the file's text. */
export const specificationSchema = z
  .strictObject({
    question: prose(10, TEXT_LIMITS.question, "Write one sentence that ends with a question mark."),
    category: z.enum(["economics", "politics", "sport", "science", "technology", "crypto", "culture", "climate", "world", "other"]),
    outcomes: z.array(name).min(2).max(MOST_OUTCOMES).optional(),
    scalar: z
      .strictObject({ low: number, high: number, unit: prose(0, TEXT_LIMITS.unit, "Write the unit in at most 20 characters.") })
      .optional(),
    bands: z.array(band).min(2).max(MOST_OUTCOMES).optional(),
    rules: prose(40, TEXT_LIMITS.rules, "Write what decides, in sentences."),
    source: text("source").max(TEXT_LIMITS.source),
    edgeCases: z.array(
      z.strictObject({
        if: prose(3, TEXT_LIMITS.when, "Write what may happen."),
        then: prose(2, TEXT_LIMITS.then, "Write how the market resolves then, or `void`."),
      }),
    ),
    closes: when,
    knowableBy: text("time").meta({ id: "time" }).optional(),
    resolveBy: when,
    odds: z.record(z.string(), percentage).optional(),
    collateral: prose(1, 100, "Write a name from the network's address book, or an address."),
    liquidity: z.union([z.strictObject({ maxLoss: amount }), z.strictObject({ b: amount })]),
    fee: percentage,
    creatorShare: percentage,
    resolver: resolverSchema,
  })
  .superRefine(
    (content, context) => {
      const given = OUTCOMES.filter((field) => content[field] !== undefined);
      if (given.length === 1) return;
      const message =
        given.length === 0
          ? "one of `outcomes`, `scalar` and `bands` is needed"
          : `only one of ${given.map((field) => `\`${field}\``).join(" and ")} can be given`;
      context.addIssue({
        code: "custom",
        path: given.slice(1, 2),
        message,
        params: { whole: true, suggestion: given.length === 0 ? "Add `outcomes`." : "Keep one of them." },
      });
    },
    // also where something else is wrong: the creator sees all of it at once
    { when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value) },
  )
  .meta({ title: "Presage market specification", oneOf: OUTCOMES.map((field) => ({ required: [field] })) });

/** For editors: the same as JSON Schema (draft 7), in which numbers may be written as such. */
export function jsonSchema(): object {
  return z.toJSONSchema(specificationSchema, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema: each }) => {
      const { numeric } = each as { numeric?: Form };
      if (!numeric) return;
      delete (each as { numeric?: Form }).numeric;
      each.type = (numeric === "count" ? ["integer", "string"] : ["number", "string"]) as never;
      if (numeric === "amount" || numeric === "coins") each.minimum = 0;
    },
  });
}
