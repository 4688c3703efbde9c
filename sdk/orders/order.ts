import type { Address, Hex, TypedDataDomain } from "viem";

/** An offer that waits, field by field as `contracts/interfaces/IOrders.sol` documents it. Amounts in base units. */
export interface Order {
  maker: Address;
  positionId: bigint;
  /** Names the market by more than its number. */
  termsHash: Hex;
  sell: boolean;
  /** Collateral per position scaled by 1e18, the pool's fee and the tip included; a multiple of 1e14. */
  price: bigint;
  /** Positions in all, a multiple of 1e4. */
  amount: bigint;
  /** Positions at once at least, a multiple of 1e4. */
  minFill: bigint;
  /** Unix seconds. */
  start: number;
  /** Unix seconds. */
  expiry: number;
  slot: number;
  nonce: bigint;
  /** In 1e-4 of the collateral. */
  maxTip: number;
  /** The zero address for anyone. */
  taker: Address;
}

export interface SignedOrder {
  order: Order;
  signature: Hex;
}

/** Prices are multiples of this. */
export const PRICE_TICK = 10n ** 14n;
/** Amounts and fills are multiples of this many base units. */
export const AMOUNT_TICK = 10n ** 4n;

/** As EIP-712 names and orders the fields. */
export const orderTypes = {
  Order: [
    { name: "maker", type: "address" },
    { name: "positionId", type: "uint256" },
    { name: "termsHash", type: "bytes32" },
    { name: "sell", type: "bool" },
    { name: "price", type: "uint256" },
    { name: "amount", type: "uint128" },
    { name: "minFill", type: "uint128" },
    { name: "start", type: "uint40" },
    { name: "expiry", type: "uint40" },
    { name: "slot", type: "uint32" },
    { name: "nonce", type: "uint64" },
    { name: "maxTip", type: "uint16" },
    { name: "taker", type: "address" },
  ],
} as const;

/** What the signature binds besides the order: the chain and the contract. */
export function orderDomain(options: { chainId: number; orders: Address }): TypedDataDomain {
  return { name: "Presage Orders", version: "1", chainId: options.chainId, verifyingContract: options.orders };
}
