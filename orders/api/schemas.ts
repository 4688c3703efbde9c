// What the relay's bodies and answers are made of, for OpenAPI and the tests. The types are the SDK's (sdk/orders/relay.ts).
import { z } from "@hono/zod-openapi";
import { orderStatuses } from "../../sdk/orders/orderStatus.ts";

const whole = z
  .string()
  .regex(/^[0-9]+$/)
  .openapi({ description: "A whole number in decimal digits", example: "25000000" });
const positions = whole.openapi({ description: "Base units of positions, a multiple of 10000", example: "25000000" });
const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .openapi({ example: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" });
const bytes32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .openapi({ example: "0x5fb3a2d1c0b4968778695a4b3c2d1e0f5fb3a2d1c0b4968778695a4b3c2d1e0f" });
const seconds = z.int().min(0).openapi({ description: "Unix seconds", example: 1_790_000_000 });
const bytes = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2})*$/)
  .openapi({ example: `0x${"5f".repeat(64)}1b` });

const Order = z
  .strictObject({
    maker: account,
    positionId: whole.openapi({ description: "YES or NO of an outcome; of two outcomes YES alone", example: "65536" }),
    termsHash: bytes32.openapi({ description: "The market's" }),
    sell: z.boolean().openapi({ example: false }),
    price: whole.openapi({ description: "Collateral per position scaled by 1e18, fee and tip included", example: "550000000000000000" }),
    amount: positions,
    minFill: positions.openapi({ example: "0" }),
    start: seconds,
    expiry: seconds.openapi({ description: "Unix seconds, at most 180 days from now" }),
    slot: z.int().min(0).openapi({ example: 0 }),
    nonce: whole.openapi({ example: "1" }),
    maxTip: z.int().min(0).max(10_000).openapi({ description: "In 1e-4 of the collateral", example: 20 }),
    taker: account.openapi({ description: "The zero address for anyone", example: `0x${"0".repeat(40)}` }),
  })
  .openapi("Order");

const Permit = z
  .strictObject({
    token: account,
    value: whole,
    deadline: whole.openapi({ description: "Unix seconds", example: "1790000000" }),
    v: z.int().openapi({ example: 27 }),
    r: bytes32,
    s: bytes32,
  })
  .openapi("Permit", { description: "An allowance for the contract that the maker signed (ERC-2612)" });

export const SignedOrder = z.strictObject({ order: Order, signature: bytes, permit: Permit.optional() }).openapi("SignedOrder");

const status = z.enum([...orderStatuses, "Unfunded"]);

export const RestingOrder = z
  .strictObject({
    ...SignedOrder.shape,
    hash: bytes32.openapi({ description: "The EIP-712 hash that the maker signed" }),
    status: status.openapi({ description: "`Unfunded`: its maker lacks collateral, positions or an allowance", example: "Fillable" }),
    remaining: positions.openapi({ description: "What its slot has left" }),
    fillable: positions.openapi({ description: "How many of these its maker can pay for or deliver" }),
  })
  .openapi("RestingOrder");

const Amount = z
  .strictObject({
    amount: z
      .string()
      .regex(/^[0-9]+(\.[0-9]+)?$/)
      .openapi({ description: "In whole positions" }),
    base: whole.openapi({ description: "In base units" }),
  })
  .openapi("Amount", { example: { amount: "25.00", base: "25000000" } });

const Level = z
  .strictObject({
    price: z
      .string()
      .regex(/^0\.[0-9]{2,18}$/)
      .openapi({ description: "Collateral per position, fee included", example: "0.55" }),
    orders: Amount,
    pool: Amount,
  })
  .openapi("Level");

export const Book = z
  .strictObject({
    asks: z.array(Level),
    bids: z.array(Level),
    asOf: z.strictObject({ block: z.int().min(0).openapi({ example: 1234 }), time: seconds }),
  })
  .openapi("Book");

export const Readiness = z
  .strictObject({
    ready: z.boolean().openapi({ example: true }),
    block: z.int().min(0).nullable().openapi({ description: "The block that the book is as of", example: 1234 }),
    orders: z.int().min(0).openapi({ example: 12 }),
    reason: z.string().nullable().openapi({ example: null }),
  })
  .openapi("Readiness");

const Failure = z
  .strictObject({
    error: z.strictObject({
      code: z.string().openapi({ example: "NotFillable" }),
      message: z.string().openapi({ example: "The order has expired." }),
      remedy: z.string().optional().openapi({ example: "Sign a new one." }),
    }),
  })
  .openapi("Failure");

const FAILURES = {
  400: "The request is not understood",
  404: "There is no such thing",
  413: "The body is too large",
  422: "The order is not taken, and why",
  429: "Too many requests",
  503: "Not now",
} as const;

/** The answers that say what is wrong. */
export function failures(...statuses: (keyof typeof FAILURES)[]) {
  return Object.fromEntries(
    statuses.map((each) => [each, { description: FAILURES[each], content: { "application/json": { schema: Failure } } }]),
  );
}
