import { z } from "zod";
import { FORMS, type Form } from "./forms.ts";

/** What JSON Schema is told where a number is as good as its text. */
const NUMERIC = new Set<Form>(["amount", "coins", "number", "count"]);
const MOST_OUTCOMES = 256;

/**
 * A text of that form. Numbers of the file arrive as the text that was written (`readYaml`), so that none is rounded. What
 * the linter says is in the form: the schema's own message is its name.
 */
function text(form: Form) {
  const { pattern, write } = FORMS[form];
  return z
    .string({ error: form })
    .regex(pattern, { error: form })
    .meta({ description: write, ...(NUMERIC.has(form) && { numeric: form }) });
}

/** A number that is kept as one: its digits must survive that. */
const number = text("number").transform((written, context) => {
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
function prose(low: number, high: number, write: string) {
  return z.string({ error: write }).min(low, { error: write }).max(high, { error: write }).meta({ description: write });
}

function count(low: number, high: number) {
  return text("count").transform(Number).pipe(z.number().min(low).max(high)).meta({ minimum: low, maximum: high });
}

const when = text("when").meta({ id: "when" });
const duration = text("duration").meta({ id: "duration" });
const percentage = text("percentage").meta({ id: "percentage" });
const amount = text("amount").meta({ id: "amount" });
const name = text("name").max(80).meta({ id: "name" });
const account = prose(1, 100, "Write an address, or a name from the address book.").meta({ id: "account" });

const band = z.strictObject({ name, low: number.optional(), high: number.optional() });

const optimistic = z
  .strictObject({
    kind: z.literal("optimistic"),
    bond: amount,
    maxBond: amount.optional(),
    bondRate: percentage.optional(),
    liveness: duration,
    arbiter: account,
    arbiterTimeout: duration,
    earlyProposals: z.boolean().optional(),
    haltOnProposal: z.boolean().optional(),
    creatorMayArbitrate: z.boolean().optional(),
  })
  .meta({ id: "optimistic" });

const committee = z
  .strictObject({
    kind: z.literal("committee"),
    members: z
      .array(account)
      .min(1)
      .max(32)
      .superRefine((members, context) => {
        for (const [index, member] of members.entries()) {
          if (members.indexOf(member) === index) continue;
          context.addIssue({
            code: "custom",
            path: [index],
            message: `(${member}) is named twice`,
            params: { suggestion: "Name each member once." },
          });
        }
      })
      .meta({ uniqueItems: true }),
    threshold: count(1, 32),
    delay: duration,
    earlyVotes: z.boolean().optional(),
    haltOnProposal: z.boolean().optional(),
  })
  .meta({ id: "committee" });

const priceFeed = z
  .strictObject({
    kind: z.literal("priceFeed"),
    feed: account,
    sequencerFeed: account.optional(),
    gracePeriod: duration.optional(),
    /** `closes` unless told. */
    settles: when.optional(),
    maxDelay: duration,
    /** `>=` (default) or `>`: whether a price exactly on the bound belongs above it. */
    comparison: z.enum([">=", ">"]).optional(),
    /** In whole units of the price; one for a strike, two for a scalar market, one less than outcomes for bands. */
    bounds: z
      .array(text("number"))
      .min(1)
      .max(MOST_OUTCOMES - 1),
    /** Decimals of the feed, its own word for it unless told; a market is not created if the two differ. */
    feedDecimals: count(0, 18).optional(),
  })
  .meta({ id: "priceFeed" });

const uma = z
  .strictObject({
    kind: z.literal("uma"),
    /** What bonds are paid in: a name from the address book's collaterals, or an address. The collateral unless told. */
    currency: account.optional(),
    /** In whole tokens of the currency; UMA's own minimum is paid if it is higher. */
    bond: amount,
    liveness: duration,
    earlyAssertions: z.boolean().optional(),
  })
  .meta({ id: "uma" });

const reality = z
  .strictObject({
    kind: z.literal("reality"),
    /** The last instance. */
    arbitrator: account,
    timeout: duration,
    /** In whole coins of the chain. */
    minBond: text("coins"),
    /** The language of the question, `en` unless told. */
    language: text("language").optional(),
    earlyAnswers: z.boolean().optional(),
  })
  .meta({ id: "reality" });

/** The three ways of saying what the outcomes are. */
const OUTCOMES = ["outcomes", "scalar", "bands"] as const;

/** A market as its creator writes it. Amounts, rates and times are the file's text. */
export const specificationSchema = z
  .strictObject({
    question: prose(10, 200, "Write one sentence that ends with a question mark."),
    category: z.enum(["economics", "politics", "sport", "science", "technology", "crypto", "culture", "climate", "world", "other"]),
    outcomes: z.array(name).min(2).max(MOST_OUTCOMES).optional(),
    scalar: z.strictObject({ low: number, high: number, unit: prose(0, 20, "Write the unit in at most 20 characters.") }).optional(),
    bands: z.array(band).min(2).max(MOST_OUTCOMES).optional(),
    rules: prose(40, 6000, "Write what decides, in sentences."),
    source: text("source").max(300),
    edgeCases: z.array(
      z.strictObject({
        if: prose(3, 600, "Write what may happen."),
        then: prose(2, 1200, "Write how the market resolves then, or `void`."),
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
    resolver: z.discriminatedUnion("kind", [optimistic, committee, priceFeed, uma, reality]),
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

/** Whether a double stands for exactly that decimal, as it prints it. */
function isSameNumber(written: string, value: number): boolean {
  const [whole = "", decimals = ""] = written.replace(/^-/, "").split(".");
  const shown = Math.abs(value).toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
  const [shownWhole, shownDecimals = ""] = shown.split(".");
  return whole.replace(/^0+(?=\d)/, "") === shownWhole && decimals.replace(/0+$/, "") === shownDecimals;
}
