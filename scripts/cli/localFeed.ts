import { type Address, parseAbi } from "viem";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import type { Call } from "../../sdk/types.ts";

const feedMockAbi = parseAbi([
  "function set(uint80 roundId, int256 answer, uint256 updatedAt)",
  "function push(int192[] answers, uint64[] times)",
]);

/** Writes a round of the local chain's price feed. */
export function setRoundCall(options: { feed: Address; roundId: bigint; price: bigint; updatedAt: bigint }): Call {
  const { feed, roundId, price, updatedAt } = options;
  return makeCall(feed, feedMockAbi, "set", [roundId, price, updatedAt]);
}

/** Appends rounds to the local chain's price feed. */
export function pushRoundsCall(options: { feed: Address; rounds: readonly { price: bigint; updatedAt: number }[] }): Call {
  const { feed, rounds } = options;
  return makeCall(feed, feedMockAbi, "push", [rounds.map(({ price }) => price), rounds.map(({ updatedAt }) => BigInt(updatedAt))]);
}
