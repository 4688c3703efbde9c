import { z } from "zod";

const digits = z.string().regex(/^\d+$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const time = z.iso.datetime();
const price = z.string().regex(/^(0\.\d+|1\.0+)$/);
const amount = z.strictObject({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), base: z.string().regex(/^-?\d+$/) });
const status = z.enum(["None", "Open", "Closed", "Resolved", "Void"]);
const sent = { txHash: hash, gasUsed: digits };

const finding = z.looseObject({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string(),
  suggestion: z.string(),
});
const report = { ok: z.boolean(), findings: z.array(finding) };

const verified = z.strictObject({
  name: z.string(),
  address,
  code: z.enum(["same", "different"]),
  source: z.enum(["published", "failed"]).nullable(),
  faults: z.array(z.string()),
});

const step = z.looseObject({ action: z.string(), who: z.string(), isOpen: z.boolean(), isDue: z.boolean() });

const failure = { code: z.string(), message: z.string(), remedy: z.string() };
const money = { cost: amount, maxLoss: amount, depth: amount };
const creation = [
  z.strictObject({ dryRun: z.literal(true), ...money }),
  z.strictObject({ marketId: digits, ...sent, ...money }),
  z.strictObject({ marketId: digits, status, txHash: z.null(), gasUsed: z.null(), ...money, skipped: z.literal(true) }),
  z.strictObject({
    marketId: digits.nullable(),
    txHash: z.null(),
    gasUsed: z.null(),
    ...money,
    skipped: z.literal(true),
    sameAs: z.string(),
  }),
] as const;
const trade = { positions: amount, collateral: amount, fee: amount, averagePrice: z.string(), priceBefore: price, priceAfter: price };

const order = {
  hash,
  marketId: digits,
  outcome: z.string(),
  side: z.enum(["yes", "no"]),
  op: z.enum(["buy", "sell"]),
  price,
  amount,
  total: amount,
  goodUntil: time,
};

/** What each command prints with `--json` if it succeeds; `failure` is what any of them prints if it does not. */
export const outputs = {
  failure: z.strictObject({
    error: z.strictObject({
      ...failure,
      sent: z
        .array(
          z.strictObject({
            hash: hash.nullable(),
            nonce: z.int().min(0),
            what: z.string(),
            outcome: z.enum(["mined", "reverted", "refused", "replaced", "unknown"]),
          }),
        )
        .optional(),
    }),
  }),
  deploy: z.looseObject({
    deployed: z.boolean(),
    gasUsed: digits,
    chainId: z.int(),
    startBlock: z.int().min(0),
    contracts: z.record(z.string(), address),
    collaterals: z.record(z.string(), address),
    factory: address.optional(),
    note: z.string().optional(),
    verified: z.array(verified).optional(),
  }),
  verify: z.strictObject({ ok: z.boolean(), chainId: z.int(), contracts: z.array(verified) }),
  help: z.strictObject({
    commands: z.array(z.strictObject({ name: z.string(), does: z.string(), examples: z.array(z.string()) })),
  }),
  new: z.strictObject({ file: z.string(), kind: z.string() }),
  lint: z.union([
    z.strictObject(report),
    z.strictObject({ ok: z.boolean(), files: z.array(z.strictObject({ file: z.string(), ...report })) }),
  ]),
  create: z.union([
    ...creation,
    z.strictObject({
      markets: z.array(z.union(creation.map((each) => each.extend({ file: z.string() })))),
      totals: z.array(amount.extend({ token: z.string() })),
      dryRun: z.literal(true).optional(),
    }),
  ]),
  faucet: z.strictObject({ account: address, balance: amount, ...sent }),
  list: z.union([
    z.strictObject({
      markets: z.array(z.looseObject({ marketId: digits, status, question: z.string(), closesAt: time, known: z.boolean() })),
      leftOut: z.int().optional(),
    }),
    z.looseObject({
      due: z.array(z.looseObject({ marketId: digits, question: z.string(), kind: z.string(), state: z.string(), steps: z.array(step) })),
    }),
  ]),
  show: z.looseObject({
    marketId: digits,
    status,
    question: z.string(),
    outcomes: z.array(z.looseObject({ name: z.string(), price })),
    closesAt: time,
    resolveBy: time,
    liquidity: amount,
  }),
  quote: z.strictObject(trade),
  trade: z.strictObject({ ...trade, ...sent }),
  order: z.union([
    z.strictObject({
      ...order,
      now: z.strictObject({ positions: amount, collateral: amount }),
      waits: amount,
      atRisk: amount,
      signatures: z.int().min(1),
      txHashes: z.array(hash),
    }),
    z.strictObject({
      account: address,
      orders: z.array(z.strictObject({ ...order, remaining: amount, fillable: amount, status: z.string() })),
      atRisk: z.array(amount.extend({ token: z.string() })),
    }),
    z.strictObject({ cancelled: z.array(z.strictObject({ ...order, filled: amount })), ...sent }),
  ]),
  liquidity: z.strictObject({ liquidity: amount, collateral: amount, fees: amount, ...sent }),
  resolve: z.strictObject({
    marketId: digits,
    action: z.string(),
    status,
    state: z.string(),
    bond: amount,
    ...sent,
    steps: z.array(step),
    fallback: z.looseObject({ kind: z.string() }).nullable().optional(),
  }),
  act: z.strictObject({ acted: z.string(), ...sent }),
  redeem: z.looseObject({
    redeemed: z.array(z.strictObject({ marketId: digits.nullable(), what: z.string(), collateral: amount, token: z.string() })),
    leftOut: z.array(
      z.strictObject({
        marketId: digits.nullable(),
        what: z.string(),
        collateral: amount,
        token: z.string(),
        error: z.strictObject(failure),
      }),
    ),
  }),
  doctor: z.strictObject({
    ok: z.boolean(),
    checks: z.array(z.strictObject({ about: z.string(), ok: z.boolean(), found: z.string(), remedy: z.string().optional() })),
  }),
  smoke: z.strictObject({
    steps: z.array(z.strictObject({ step: z.string(), market: z.string(), marketId: digits.nullable(), seconds: z.number(), ...sent })),
    gasUsed: digits,
    seconds: z.number(),
    note: z.string(),
  }),
} as const;

/** The same for whoever reads it without this project: one JSON Schema, with a definition for each command. */
export function outputsSchema(): Record<string, unknown> {
  const definitions = Object.entries(outputs).map(([name, schema]) => {
    const { $schema: _, ...definition } = z.toJSONSchema(schema);
    return [name, definition];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What the commands of Presage print with --json",
    $defs: Object.fromEntries(definitions),
  };
}
