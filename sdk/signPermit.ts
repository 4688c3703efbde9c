import { type Address, erc20Abi, type Hex, parseSignature, type PublicClient, type WalletClient } from "viem";

/** An ERC-2612 signature that lets `Markets` take `value` of the token, in base units. */
export interface Permit {
  token: Address;
  value: bigint;
  /** Unix seconds. */
  deadline: bigint;
  v: number;
  r: Hex;
  s: Hex;
}
