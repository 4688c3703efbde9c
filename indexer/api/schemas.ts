// What the API's answers are made of. OpenAPI, the checks of the tests, and the app's types come from here.
import { z } from "@hono/zod-openapi";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import { ops } from "../../sdk/op.ts";
import { positionKinds } from "../../sdk/positionId.ts";
import { sides } from "../../sdk/side.ts";
import { unknowns } from "../../sdk/tokens/unknownOf.ts";
import { ASSETS, DUE, RESOLVER_KINDS, SOURCES, STATUSES } from "./words.ts";

const whole = z.int().min(0).openapi({ example: 1 });
const seconds = whole.openapi({ description: "Unix seconds", example: 1_790_000_000 });
const flag = z.boolean().openapi({ example: false });
const id = z
  .string()
  .regex(/^[0-9]+$/)
  .openapi({ example: "1" });
const account = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/)
  .openapi({ example: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" });
const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .openapi({ example: "0x5fb3a2d1c0b4968778695a4b3c2d1e0f5fb3a2d1c0b4968778695a4b3c2d1e0f" });
const text = z.string().openapi({ description: "A stranger's text: hostile until escaped", example: "Yes" });
const rate = z.int().min(0).max(10_000).openapi({ description: "In 1e-4", example: 400 });
const kind = z.enum(positionKinds);
const side = z.enum(sides);
const status = z.enum(STATUSES);
const resolverKind = z.enum(RESOLVER_KINDS);
const eventArguments = z
  .record(z.string(), z.unknown())
  .openapi({ description: "As the event says them: whole numbers are decimal strings of base units", example: { amount: "25000000" } });
const score = z.number().openapi({ description: "From 0 (always right) to 1, weighted by what was traded", example: 0.18 });

const Price = z
  .string()
  .regex(/^(0\.[0-9]{1,18}|1\.0)$/)
  .openapi({ description: "From 0 to 1", example: "0.35" });
const ratio = z
  .string()
  .regex(/^[0-9]+\.[0-9]{1,18}$/)
  .openapi({ description: "Collateral for each position: a price, but for rounding", example: "0.352" });
const change = z
  .string()
  .regex(/^-?[01]\.[0-9]{1,18}$/)
  .openapi({ description: "A difference of prices", example: "-0.025" });
const weight = id.openapi({ description: "Its part of payoutDenominator" });

export const Amount = z
  .strictObject({
    amount: z
      .string()
      .regex(/^-?[0-9]+(\.[0-9]+)?$/)
      .nullable()
      .openapi({ description: "In whole tokens; null if the token does not say its decimals" }),
    base: z
      .string()
      .regex(/^-?[0-9]+$/)
      .openapi({ description: "In base units of the token" }),
  })
  .openapi("Amount", { example: { amount: "25.00", base: "25000000" } });

export const Token = z
  .strictObject({
    address: account,
    symbol: text.openapi({ description: "Its own word unless it is known: show the address beside it", example: "USD" }),
    decimals: whole.nullable().openapi({ description: "As it said when its first market was made; null if it did not", example: 6 }),
    known: flag.openapi({ description: "Whether the address book or a list of the operator's names it", example: true }),
  })
  .openapi("Token", { description: "What amounts are in. Amounts of different tokens never make one number" });

export const KnownToken = z
  .strictObject({
    ...Token.shape,
    list: z.string().nullable().openapi({ description: "The list that names it; null: the address book", example: "Operator's tokens" }),
    markets: whole.openapi({ description: "How many there are in it, those left out aside" }),
  })
  .openapi("KnownToken");

export const AsOf = z
  .strictObject({ block: whole.openapi({ example: 1234 }), timestamp: seconds })
  .openapi("AsOf", { description: "The block that the answer is as of: nothing older is missing" });

export const Failure = z
  .strictObject({
    error: z.strictObject({
      code: z.string().openapi({ example: "BadRequest" }),
      message: z.string().openapi({ example: 'limit is "0", expected a whole number from 1 to 100' }),
    }),
  })
  .openapi("Failure", { description: "What was given, what was expected" });

const place = { block: whole.openapi({ example: 1234 }), logIndex: whole, transactionHash: hash, timestamp: seconds };
const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

const market = {
  id,
  question: text.openapi({ example: "Will the Fed cut its target rate at the January 2027 meeting?" }),
  category: text.openapi({ example: "economics" }),
  status,
  halted: flag,
  creator: account,
  resolver: account,
  resolverKind,
  collateral: account,
  currency: Token,
  known: flag.openapi({
    description: "Whether nothing of it is unknown: others are left out unless `include=unknown` asks for them",
    example: true,
  }),
  unknown: z.array(z.enum(unknowns)).openapi({
    description: "What of it nobody vouches for: its resolver, its collateral, or a text that cannot be read or is too long",
    example: [],
  }),
  createdAt: seconds,
  createdBlock: whole,
  closesAt: seconds,
  resolveBy: seconds,
  finalizedAt: seconds.nullable(),
  feeRate: rate,
  creatorShare: rate.openapi({ example: 2500 }),
  outcomeCount: whole.openapi({ example: 2 }),
  outcomes: z.array(text),
  prices: z.array(Price).openapi({ description: "YES price of each outcome" }),
  changes24h: z.array(change).openapi({ description: "How much the YES price of each outcome has changed in 24 hours" }),
  expectedValue: z
    .strictObject({
      value: z.string().openapi({ description: "A decimal number", example: "2.35" }),
      unit: text.openapi({ example: "%" }),
    })
    .nullable()
    .openapi({ description: "Of a market on a number: the number that its price stands for" }),
  sparkline: z.array(Price).nullable().openapi({
    description: "If asked for: the YES price of the first outcome of two, else of the likeliest, every six hours of seven days, and now",
  }),
  liquidity: Amount,
  seed: Amount,
  initialLiquidity: Amount,
  funding: Amount,
  liquidityFees: Amount,
  creatorFees: Amount,
  odds: z.array(Price).openapi({ description: "At creation; empty for uniform ones" }),
  payouts: z.array(weight).openapi({ description: "Empty until final" }),
  payoutDenominator: id,
  liquidityValue: Amount,
  volume: Amount,
  volume24h: Amount,
  fees: Amount,
  trades: whole,
  traders: whole,
  lastTradeAt: seconds.nullable(),
  metadataIsValid: flag.openapi({ example: true }),
  termsHash: hash,
};
export const Market = z.strictObject(market).openapi("Market");
const Metadata = z
  .object({
    question: text,
    category: text,
    outcomes: z.array(text),
    rules: text,
    source: text,
    edgeCases: z.array(z.object({ if: text, then: text })),
    knowableBy: text.optional(),
    scalar: z.object({ low: z.number(), high: z.number(), unit: text }).optional(),
    bands: z.array(z.object({ name: text, low: z.number().optional(), high: z.number().optional() })).optional(),
  })
  .openapi("Metadata", {
    description: "As parsed; every text in it is a stranger's",
    example: {
      question: "Will the Fed cut its target rate at the January 2027 meeting?",
      category: "economics",
      outcomes: ["Yes", "No"],
      rules: "Resolves Yes if the statement of 27 January 2027 announces a lower upper bound.",
      source: "https://www.federalreserve.gov/monetarypolicy.htm",
      edgeCases: [{ if: "The meeting is postponed", then: "The first statement after 27 January 2027 counts." }],
    },
  });
const MarketInFull = z
  .strictObject({
    ...market,
    rhos: z.array(id).openapi({ description: "−ln of each outcome's price, scaled by 1e18: the exact state to quote from" }),
    metadata: Metadata,
    metadataText: text.openapi({ example: '{"question":"…"}' }),
  })
  .openapi("MarketInFull");

export const Trade = z
  .strictObject({
    sequence: whole,
    marketId: id,
    account: account.openapi({ description: "The orders contract where the pool filled limit orders; `Activity` says whose" }),
    op: z.enum(ops),
    side,
    outcome: whole,
    collateral: Amount,
    positions: Amount,
    fee: Amount,
    price: ratio.openapi({ description: "Paid or received for each position, fee included" }),
    priceAfter: Price.openapi({ description: "YES price of the outcome afterwards, from 0 to 1" }),
    ...place,
  })
  .openapi("Trade");

export const Activity = z
  .strictObject({
    sequence: whole,
    kind: z.string().openapi({
      description: "The event's name; `OrderFilled`: a limit order of the account's was filled, and nothing else tells of it",
      example: "Split",
    }),
    source: z.enum(SOURCES),
    marketId: id.nullable(),
    account: account.nullable(),
    recipient: account.nullable(),
    data: eventArguments.openapi({
      description:
        "Its arguments. Of `OrderFilled`: `op` (`buy` or `sell`), `side`, `outcome`, `positions`, `collateral` (tip included), `orderHash`",
    }),
    ...place,
  })
  .openapi("Activity");

export const ResolutionEvent = z
  .strictObject({
    sequence: whole,
    kind: z.string().openapi({ example: "Proposed" }),
    account: account.nullable(),
    payouts: z.array(weight).nullable(),
    bond: orNull(Amount),
    deadline: seconds.nullable(),
    evidenceUri: text.nullable().openapi({ example: "https://example.org/evidence" }),
    evidenceHash: hash.nullable(),
    text: text.nullable(),
    data: eventArguments,
    ...place,
  })
  .openapi("ResolutionEvent");

export const Resolution = z
  .strictObject({
    kind: resolverKind,
    policy: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: "What the resolver was told at creation", example: { bond: "250000000" } }),
    events: z.array(ResolutionEvent).openapi({ description: "Oldest first, at most 500" }),
  })
  .openapi("Resolution");

export const Holder = z.strictObject({ account, kind, outcome: whole, amount: Amount, cost: Amount, value: Amount }).openapi("Holder");

export const PriceSeries = z
  .strictObject({
    interval: whole.openapi({ description: "Seconds", example: CHART_INTERVALS["1h"] }),
    start: seconds.openapi({ description: "Of the first candle, or of what was asked for (Unix seconds)" }),
    initial: z.array(Price).openapi({ description: "YES price of each outcome before the first candle" }),
    candles: z
      .array(
        z.strictObject({
          start: seconds,
          volume: Amount,
          trades: whole,
          outcomes: z
            .array(z.strictObject({ open: Price, high: Price, low: Price, close: Price }))
            .openapi({ description: "The YES price of each outcome" }),
        }),
      )
      .openapi({ description: "Those in which nothing was traded are left out: prices are the last close" }),
  })
  .openapi("PriceSeries");

export const MarketPage = z
  .strictObject({
    market: MarketInFull,
    trades: z.array(Trade).openapi({ description: "The newest 20" }),
    holders: z.array(Holder).openapi({ description: "The largest 20" }),
    resolution: Resolution,
    prices: PriceSeries.openapi({ description: "By the hour, of the last seven days" }),
  })
  .openapi("MarketPage");

export const Due = z
  .strictObject({
    market: Market,
    due: z.enum(DUE).openapi({
      description:
        "finalize: a proposal's time is over; void: resolveBy is past; answer: it is closed and has no answer; deadline: of a proposal, up to which it can be disputed",
    }),
    at: seconds.openapi({ description: "Since when, or when (Unix seconds)" }),
  })
  .openapi("Due");

export const Category = z
  .strictObject({ category: text.openapi({ example: "economics" }), markets: whole, open: whole })
  .openapi("Category");

export const Quote = z
  .strictObject({
    positions: Amount,
    collateral: Amount.openapi({ description: "Paid, or received by a sale, fee included" }),
    fee: Amount,
    averagePrice: ratio,
    priceBefore: Price.openapi({ description: "Of the side that is traded" }),
    priceAfter: Price.openapi({ description: "Of the side that is traded" }),
  })
  .openapi("Quote", { description: "What the contract would do at this block, to the base unit" });

const ledger = {
  paid: Amount,
  received: Amount,
  realized: Amount,
  unrealized: Amount,
  profit: Amount.openapi({ description: "realized + value − cost" }),
  value: Amount,
  cost: Amount,
  volume: Amount,
  fees: Amount,
  trades: whole,
};
export const Total = z
  .strictObject({
    collateral: account,
    currency: Token,
    ...ledger,
    markets: whole,
    firstAt: seconds,
    lastAt: seconds,
    brier: score.nullable(),
    brierTrades: whole,
  })
  .openapi("Total");

export const Position = z
  .strictObject({
    marketId: id,
    question: text,
    outcomeName: text,
    status,
    collateral: account,
    currency: Token,
    kind,
    outcome: whole,
    id,
    amount: Amount,
    cost: Amount,
    averagePrice: ratio,
    price: Price,
    value: Amount,
    profit: Amount,
    redeemable: Amount,
  })
  .openapi("Position");

const Bond = z.strictObject({ resolver: account, token: account, currency: Token, credited: Amount, withdrawn: Amount }).openapi("Bond");

export const Portfolio = z
  .strictObject({
    address: account,
    totals: z.array(Total).openapi({ description: "One for each collateral" }),
    positions: z
      .array(Position)
      .openapi({ description: "The open ones, in known tokens first, then those of the newest markets first, at most 500" }),
    folded: whole.openapi({
      description: "How many positions in unknown tokens are left out: `include=unknown` asks for them",
      example: 0,
    }),
    bonds: z.array(Bond),
  })
  .openapi("Portfolio");

export const AccountMarket = z
  .strictObject({ marketId: id, question: text, status, collateral: account, currency: Token, ...ledger, settled: flag, lastAt: seconds })
  .openapi("AccountMarket");

export const Movement = z
  .strictObject({
    sequence: whole,
    kind: z.string().openapi({ description: "The event's name, as `Activity` has it", example: "Trade" }),
    marketId: id.nullable(),
    question: text.nullable(),
    asset: z.enum(ASSETS),
    outcome: whole.nullable(),
    outcomeName: text.nullable(),
    token: account.openapi({ description: "In whose units the amount is" }),
    currency: Token,
    amount: Amount.openapi({ description: "Above zero: came; below: went" }),
    other: account.nullable().openapi({ description: "From whom or to whom, where it is another account" }),
    ...place,
  })
  .openapi("Movement");

export const ProfitDay = z
  .strictObject({ collateral: account, currency: Token, day: seconds, realized: Amount, volume: Amount, trades: whole })
  .openapi("ProfitDay");

export const Rank = z
  .strictObject({
    rank: whole,
    account,
    collateral: account,
    currency: Token,
    profit: Amount.openapi({ description: "Realized; a market that becomes final realizes all of its positions" }),
    volume: Amount,
    trades: whole,
    brier: score.nullable(),
    brierTrades: whole,
  })
  .openapi("Rank");

export const Stats = z
  .strictObject({
    markets: whole,
    open: whole,
    trades: whole,
    accounts: whole,
    collaterals: z.array(
      z.strictObject({
        collateral: account,
        currency: Token,
        markets: whole,
        volume: Amount,
        volume24h: Amount,
        fees: Amount,
        trades: whole,
        liquidity: Amount,
      }),
    ),
    days: z
      .array(
        z.strictObject({ collateral: account, currency: Token, day: seconds, volume: Amount, fees: Amount, trades: whole, markets: whole }),
      )
      .openapi({ description: "Newest first" }),
  })
  .openapi("Stats");

export const Readiness = z
  .strictObject({
    ready: flag.openapi({ example: true }),
    asOf: orNull(AsOf),
    head: whole.nullable().openapi({ description: "The chain's newest block" }),
    lag: z.int().nullable().openapi({ description: "In blocks", example: 0 }),
    reason: z.string().nullable().openapi({ example: "3 blocks behind" }),
  })
  .openapi("Readiness");

export const Health = z.strictObject({ status: z.literal("ok") }).openapi("Health");

export type Amount = z.infer<typeof Amount>;
export type Token = z.infer<typeof Token>;
export type KnownToken = z.infer<typeof KnownToken>;
export type AsOf = z.infer<typeof AsOf>;
export type Market = z.infer<typeof Market>;
export type MarketPage = z.infer<typeof MarketPage>;
export type Trade = z.infer<typeof Trade>;
export type Activity = z.infer<typeof Activity>;
export type ResolutionEvent = z.infer<typeof ResolutionEvent>;
export type Resolution = z.infer<typeof Resolution>;
export type MarketInFull = z.infer<typeof MarketInFull>;
export type AccountMarket = z.infer<typeof AccountMarket>;
export type Quote = z.infer<typeof Quote>;
export type Stats = z.infer<typeof Stats>;
export type Holder = z.infer<typeof Holder>;
export type PriceSeries = z.infer<typeof PriceSeries>;
export type Portfolio = z.infer<typeof Portfolio>;
export type Position = z.infer<typeof Position>;
export type Total = z.infer<typeof Total>;
export type ProfitDay = z.infer<typeof ProfitDay>;
export type Due = z.infer<typeof Due>;
export type Category = z.infer<typeof Category>;
export type Movement = z.infer<typeof Movement>;
export type Rank = z.infer<typeof Rank>;
export type Readiness = z.infer<typeof Readiness>;
