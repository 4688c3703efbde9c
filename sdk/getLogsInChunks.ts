import type { Address, Client, Hex, RpcLog } from "viem";
import { numberToHex } from "viem";

/**
 * All logs of a contract whose topics match, from one block to another, oldest first. Asks for the whole range and halves
 * it for an endpoint that refuses (many serve 500 to 10,000 blocks at a time). Throws what the endpoint throws when it
 * cannot be reached, or refuses a single block.
 */
export async function getLogsInChunks(
  client: Client,
  options: { address: Address; topics: (Hex | Hex[] | null)[]; fromBlock: bigint; toBlock: bigint },
): Promise<RpcLog[]> {
  const { address, topics, fromBlock, toBlock } = options;
  const logs: RpcLog[] = [];
  let size = toBlock - fromBlock + 1n;
  for (let start = fromBlock; start <= toBlock; ) {
    const end = start + size - 1n < toBlock ? start + size - 1n : toBlock;
    try {
      const range = { fromBlock: numberToHex(start), toBlock: numberToHex(end) };
      for (const log of await client.request({ method: "eth_getLogs", params: [{ address, topics, ...range }] })) logs.push(log);
      start = end + 1n;
    } catch (error) {
      if (size <= 1n || isUnreachable(error)) throw error;
      size = (size + 1n) / 2n;
    }
  }
  return logs;
}

/** Nothing was answered, so a smaller question would not be either. */
function isUnreachable(error: unknown): boolean {
  for (let cause = error; cause != null; cause = (cause as { cause?: unknown }).cause) {
    const { name, status } = cause as { name?: string; status?: number };
    if (name === "TimeoutError" || name === "WebSocketRequestError" || name === "SocketClosedError") return true;
    if (name === "HttpRequestError" && (status === undefined || status === 429 || status >= 500)) return true;
  }
  return false;
}
