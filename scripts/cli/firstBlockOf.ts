import type { Address, PublicClient } from "viem";

/**
 * The block in which a contract came to be, found by halving. Where the endpoint no longer knows so old a state: the chain's
 * first block, from which nothing is missed, although a history takes longer to read.
 */
export async function firstBlockOf(client: PublicClient, address: Address): Promise<number> {
  const isThere = async (blockNumber: number) => (await client.getCode({ address, blockNumber: BigInt(blockNumber) })) !== undefined;
  let [before, there] = [-1, Number(await client.getBlockNumber({ cacheTime: 0 }))];
  try {
    while (there - before > 1) {
      const middle = Math.floor((before + there) / 2);
      if (await isThere(middle)) there = middle;
      else before = middle;
    }
    return there;
  } catch {
    return 0;
  }
}
