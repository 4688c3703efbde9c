import { type Client, parseAbi } from "viem";
import { readStranger } from "./readStranger.ts";

const abi = parseAbi(["function decimals() view returns (uint8)"]);
/** What 256 bits hold, as a power of ten. */
const MOST = 77;

/** How many decimals a stranger's contract says that its amounts or prices have; undefined if that is no number of any use. Throws what reading does. */
export async function readDecimals(
  client: Client,
  options: Pick<Parameters<typeof readStranger>[1], "address" | "account" | "blockNumber">,
): Promise<number | undefined> {
  const decimals = await readStranger(client, { ...options, abi, functionName: "decimals" });
  return decimals <= MOST ? decimals : undefined;
}
