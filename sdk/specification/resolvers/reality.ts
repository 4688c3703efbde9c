import { z } from "zod";
import { parseAmount } from "../../parseAmount.ts";
import { realityEarliestResolveBy, templates } from "../../resolvers/reality/policy.ts";
import { NATIVE } from "../../resolvers/step.ts";
import { account, duration, text } from "../fields.ts";
import { languageOf } from "../languageOf.ts";
import { plainDecimal } from "../plainDecimal.ts";
import { secondsOf } from "../time.ts";
import type { ResolverForm } from "./resolverForm.ts";

const schema = z
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

export const reality = {
  schema,
  windows: ({ timeout }) => [["timeout", timeout]],
  earliestResolveBy: ({ timeout }, from) => realityEarliestResolveBy({ timeout: secondsOf(timeout) }, from),
  accounts: ({ arbitrator }) => [{ path: ["resolver", "arbitrator"], name: arbitrator }],
  policy: (resolver, { account: named, questionIn }) => ({
    arbitrator: named(resolver.arbitrator),
    timeout: secondsOf(resolver.timeout),
    minBond: parseAmount(resolver.minBond, NATIVE.decimals),
    templateId: templates.singleSelect,
    earlyAnswers: resolver.earlyAnswers ?? false,
    question: questionIn(resolver.language),
  }),
  written: (policy, { duration }) => ({
    kind: "reality",
    arbitrator: policy.arbitrator,
    timeout: duration(policy.timeout),
    minBond: plainDecimal(policy.minBond, NATIVE.decimals),
    language: languageOf(policy.question),
    earlyAnswers: policy.earlyAnswers,
  }),
  sentences: ({ policy: { arbitrator, timeout, minBond }, questionText }, { account: named, amount, span }) => [
    `anyone answers at Reality.eth with a bond of ${amount(minBond, NATIVE)} or more, anyone outbids with twice the bond within ${span(timeout)}`,
    `${named(arbitrator)} decides if somebody pays for it`,
    `the question that is answered there: ${JSON.stringify(questionText)}`,
  ],
} as const satisfies ResolverForm<z.infer<typeof schema>, "reality", { questionText: string }>;
