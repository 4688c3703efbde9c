import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { marketsAbi } from "./abi/markets.ts";
import type { CreateParams } from "./calls/createMarket.ts";

const createMarket = marketsAbi.find((item) => item.type === "function" && item.name === "createMarket");

/**
 * The hash that `Markets` stores of a market's terms: `keccak256(abi.encode(creator, params))`, of its creator and everything
 * that it was created with, its text included. It names a market by more than its number, which a reorganisation of the chain
 * can hand to another one.
 */
export function termsHash(options: { creator: Address; params: CreateParams }): Hex {
  const { creator, params } = options;
  const [paramsType] = (createMarket as Extract<typeof createMarket, { type: "function" }>).inputs;
  return keccak256(encodeAbiParameters([{ type: "address" }, paramsType], [creator, params]));
}
