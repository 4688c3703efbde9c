import type { Client } from "viem";

/** Calldata of one multicall: some 450 reads of a market, far below what nodes give an `eth_call` in gas. */
const BATCH_BYTES = 16_384;

/**
 * The same client, gathering the contract reads of one tick into one call of multicall3 where its chain has one. Elsewhere
 * (the local chain) they go out one by one, which the transport gathers into one HTTP request.
 */
export function withMulticall<client extends Client>(client: client): client {
  return client.batch?.multicall ? client : { ...client, batch: { ...client.batch, multicall: { batchSize: BATCH_BYTES } } };
}
