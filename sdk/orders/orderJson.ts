import { type Address, type Hex, isAddress, isHex } from "viem";
import { PresageError } from "../errors.ts";
import type { Permit } from "../signPermit.ts";
import type { SignedOrder } from "./order.ts";

/** A whole number in decimal digits. */
type Whole = string;

/** An order as relays exchange it: what is larger than a number of JSON can be is written in decimal digits. */
export interface OrderJson {
  maker: Address;
  positionId: Whole;
  termsHash: Hex;
  sell: boolean;
  price: Whole;
  amount: Whole;
  minFill: Whole;
  start: number;
  expiry: number;
  slot: number;
  nonce: Whole;
  maxTip: number;
  taker: Address;
}

/** An allowance for the contract that the maker signed (ERC-2612), which whoever fills the order uses first. */
export interface PermitJson {
  token: Address;
  value: Whole;
  deadline: Whole;
  v: number;
  r: Hex;
  s: Hex;
}

/** What is posted, kept and exchanged. */
export interface SignedOrderJson {
  order: OrderJson;
  signature: Hex;
  permit?: PermitJson;
}

/** A signed order, and the allowance that comes with it. */
export interface PostedOrder extends SignedOrder {
  permit?: Permit;
}

/** 4,096 bytes: more than any contract account's signature needs. */
const MAX_SIGNATURE = 2 + 2 * 4_096;

export function toOrderJson({ order, signature, permit }: PostedOrder): SignedOrderJson {
  const { positionId, price, amount, minFill, nonce } = order;
  return {
    order: {
      ...order,
      positionId: String(positionId),
      price: String(price),
      amount: String(amount),
      minFill: String(minFill),
      nonce: String(nonce),
    },
    signature,
    ...(permit && { permit: { ...permit, value: String(permit.value), deadline: String(permit.deadline) } }),
  };
}

/** Reads what a stranger wrote, field by field. Throws `InvalidOrderJson`, which names the first field that is not what it has to be. */
export function fromOrderJson(json: unknown): PostedOrder {
  const { order, signature, permit } = fieldsOf(json, "", ["order", "signature", "permit"]);
  const o = fieldsOf(order, "order.", [
    "maker",
    "positionId",
    "termsHash",
    "sell",
    "price",
    "amount",
    "minFill",
    "start",
    "expiry",
    "slot",
    "nonce",
    "maxTip",
    "taker",
  ]);
  return {
    order: {
      maker: address("order.maker", o.maker),
      positionId: whole("order.positionId", o.positionId, 256),
      termsHash: bytes32("order.termsHash", o.termsHash),
      sell: typeof o.sell === "boolean" ? o.sell : refuse("order.sell", o.sell, "true or false"),
      price: whole("order.price", o.price, 256),
      amount: whole("order.amount", o.amount, 128),
      minFill: whole("order.minFill", o.minFill, 128),
      start: small("order.start", o.start, 40),
      expiry: small("order.expiry", o.expiry, 40),
      slot: small("order.slot", o.slot, 32),
      nonce: whole("order.nonce", o.nonce, 64),
      maxTip: small("order.maxTip", o.maxTip, 16),
      taker: address("order.taker", o.taker),
    },
    signature: bytes("signature", signature),
    ...(permit !== undefined && { permit: permitOf(permit) }),
  };
}

function permitOf(json: unknown): Permit {
  const p = fieldsOf(json, "permit.", ["token", "value", "deadline", "v", "r", "s"]);
  return {
    token: address("permit.token", p.token),
    value: whole("permit.value", p.value, 256),
    deadline: whole("permit.deadline", p.deadline, 256),
    v: small("permit.v", p.v, 8),
    r: bytes32("permit.r", p.r),
    s: bytes32("permit.s", p.s),
  };
}

function fieldsOf<name extends string>(json: unknown, place: string, names: readonly name[]): Partial<Record<name, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) refuse(place.slice(0, -1) || "the order", json, "an object");
  for (const name of Object.keys(json as object))
    if (!(names as readonly string[]).includes(name)) refuse(`${place}${name.slice(0, 40)}`, "there", `one of ${names.join(", ")}`);
  return json as Partial<Record<name, unknown>>;
}

function whole(place: string, value: unknown, bits: number): bigint {
  if (typeof value === "string" && /^(0|[1-9]\d{0,77})$/.test(value) && BigInt(value) < 1n << BigInt(bits)) return BigInt(value);
  return refuse(place, value, `a whole number below 2^${bits} as a string of decimal digits`);
}

function small(place: string, value: unknown, bits: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value;
  return refuse(place, value, `a whole number below 2^${bits}`);
}

function address(place: string, value: unknown): Address {
  return typeof value === "string" && isAddress(value, { strict: false })
    ? (value.toLowerCase() as Address)
    : refuse(place, value, "an address");
}

function bytes32(place: string, value: unknown): Hex {
  return isHex(value) && value.length === 66
    ? (value.toLowerCase() as Hex)
    : refuse(place, value, "32 bytes as 0x and 64 hexadecimal digits");
}

function bytes(place: string, value: unknown): Hex {
  if (isHex(value) && value.length % 2 === 0 && value.length <= MAX_SIGNATURE) return value;
  return refuse(place, value, "at most 4096 bytes as 0x and hexadecimal digits");
}

function refuse(place: string, value: unknown, expected: string): never {
  const given = value === undefined ? "missing" : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);
  throw new PresageError({
    code: "InvalidOrderJson",
    message: `${place} is ${given}, expected ${expected}.`,
    remedy: "Write the order as docs/orders.md describes it.",
  });
}
