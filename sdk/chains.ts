/** Chains whose coins are worth nothing. Every other chain counts as a mainnet. */
const TEST_CHAINS = new Map([
  [31337, "the local chain"],
  [1337, "a local chain"],
  [11155111, "Sepolia"],
  [17000, "Holesky"],
  [560048, "Hoodi"],
  [84532, "Base Sepolia"],
  [421614, "Arbitrum Sepolia"],
  [11155420, "OP Sepolia"],
  [80002, "Polygon Amoy"],
  [10200, "Chiado"],
]);

export function isTestChain(chainId: number): boolean {
  return TEST_CHAINS.has(chainId);
}

export const LOCAL_CHAIN_ID = 31337;
