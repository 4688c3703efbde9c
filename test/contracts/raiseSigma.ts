import { ethers, networkHelpers } from "./fixture.ts";

const SIGMA_MASK = 2n ** 104n - 1n;
const { solidityPackedKeccak256, toBeHex } = ethers;

/** Adds to every coordinate of a market at once, so that its prices sum to exp(-step) of what they did: what a history of trades can do. */
export async function raiseSigma(
  markets: { getAddress(): Promise<string> },
  marketId: bigint,
  liquidity: bigint,
  step: bigint,
): Promise<void> {
  const address = await markets.getAddress();
  // the pool's word is the first of a market; the mapping's slot is found by what it holds
  for (let slot = 0n; slot < 32n; slot++) {
    const place = solidityPackedKeccak256(["uint256", "uint256"], [marketId, slot]);
    const word = BigInt(await ethers.provider.getStorage(address, place));
    if (((word >> 104n) & (2n ** 88n - 1n)) !== liquidity) continue;
    const raised = (word & ~SIGMA_MASK) | ((word + step) & SIGMA_MASK);
    await networkHelpers.setStorageAt(address, place, toBeHex(raised, 32));
    return;
  }
  throw new Error(`Market ${marketId} is in none of the first slots.`);
}
