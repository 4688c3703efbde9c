import type { Client } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "./abi/markets.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment } from "./types.ts";

/** How many markets there are: they are numbered from 1 to it. Throws `PresageError`. */
export async function getMarketCount(client: Client, { deployment }: { deployment: Deployment }): Promise<number> {
  try {
    return Number(await readContract(client, { address: deployment.contracts.Markets, abi: marketsAbi, functionName: "marketCount" }));
  } catch (error) {
    throw toPresageError(error);
  }
}
