import { readSettings } from "../settings.ts";

const FRESH_MS = 250;
const TIMEOUT_MS = 1_000;
const WATCH_MS = 2_000;
const { rpcUrl, startHash, deployment } = readSettings();

let asked = 0;
let answer: Promise<number> = Promise.resolve(0);

/** The newest block of the chain, asked for at most four times a second. Rejects if the chain does not answer. */
export function readHead(): Promise<number> {
  if (Date.now() - asked > FRESH_MS) {
    asked = Date.now();
    answer = request<string>("eth_blockNumber", []).then(Number);
    answer.catch(() => undefined);
  }
  return answer;
}

/** Calls back when another chain answers at the address of this one: what was indexed is of no use then. */
export function watchChain(onChanged: () => void): void {
  const timer = setInterval(async () => {
    const number = `0x${deployment.startBlock.toString(16)}`;
    const block = await request<{ hash: string } | null>("eth_getBlockByNumber", [number, false]).catch(() => undefined);
    if (block && block.hash !== startHash) {
      clearInterval(timer);
      onChanged();
    }
  }, WATCH_MS);
  timer.unref();
}

/** Asks the chain, for at most a second. */
async function request<T>(method: string, params: unknown[]): Promise<T> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(error.message);
  return result;
}
