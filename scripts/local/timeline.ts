import { type Address, encodeFunctionData, type Hash, numberToHex } from "viem";
import type { Call } from "../../sdk/types.ts";

const BLOCK_SECONDS = 900; // what happens within a quarter of an hour shares a block: few blocks, many days
const MOST_PER_BLOCK = 40;
const GAS = 1_200_000n;
const GAS_PRICE = 10n ** 10n;

export type Rpc = (method: string, params: unknown[]) => Promise<unknown>;

/** A call that is made at a moment (Unix seconds); one that depends on the chain's state is asked for then. */
export type Moment = { at: number; from: Address; call: Call | (() => Promise<Call>) };

/** Plays moments in their order on a chain whose accounts are unlocked, many to a block, each block dated as it should be. */
export async function playTimeline(rpc: Rpc, moments: Moment[]): Promise<{ transactions: number; blocks: number }> {
  const blocks = toBlocks(moments);
  const nonces = new Map<Address, number>();
  await rpc("evm_setAutomine", [false]);
  for (const [time, block] of blocks) {
    const sent: { hash: Hash; call: Call }[] = [];
    const waiting: Promise<void>[] = [];
    for (const { from, call } of block) {
      const ready = typeof call === "function" ? await call() : call;
      const nonce = nonces.get(from) ?? Number(await rpc("eth_getTransactionCount", [from, "pending"]));
      nonces.set(from, nonce + 1);
      waiting.push(send(rpc, { from, call: ready, nonce }).then((hash) => void sent.push({ hash, call: ready })));
    }
    await Promise.all(waiting);
    await rpc("evm_setNextBlockTimestamp", [time]);
    await rpc("evm_mine", []);
    await Promise.all(sent.map(({ hash, call }) => check(rpc, hash, call)));
  }
  await rpc("evm_setAutomine", [true]);
  return { transactions: moments.length, blocks: blocks.length };
}

function toBlocks(moments: Moment[]): [number, Moment[]][] {
  const blocks: [number, Moment[]][] = [];
  for (const moment of [...moments].sort((a, b) => a.at - b.at)) {
    const last = blocks.at(-1);
    const asksForState = typeof moment.call === "function"; // of the blocks before it
    if (last && !asksForState && moment.at < last[1][0].at + BLOCK_SECONDS && last[1].length < MOST_PER_BLOCK) {
      last[1].push(moment);
      last[0] = Math.max(last[0], Math.ceil(moment.at));
    } else {
      blocks.push([Math.max(Math.ceil(moment.at), (last?.[0] ?? 0) + 1), [moment]]);
    }
  }
  return blocks;
}

async function send(rpc: Rpc, { from, call, nonce }: { from: Address; call: Call; nonce: number }): Promise<Hash> {
  const transaction = {
    from,
    to: call.address,
    data: encodeFunctionData(call),
    nonce: numberToHex(nonce),
    gas: numberToHex(GAS),
    gasPrice: numberToHex(GAS_PRICE),
    ...(call.value !== undefined && { value: numberToHex(call.value) }),
  };
  return (await rpc("eth_sendTransaction", [transaction])) as Hash;
}

async function check(rpc: Rpc, hash: Hash, call: Call): Promise<void> {
  const receipt = (await rpc("eth_getTransactionReceipt", [hash])) as { status: string } | null;
  if (receipt?.status === "0x1") return;
  const args = JSON.stringify(call.args, (_, value) => (typeof value === "bigint" ? String(value) : value));
  const reason = receipt ? await explain(rpc, hash) : "was not mined";
  throw new Error(`While the demo history was played, ${call.functionName} ${args} ${reason}.`);
}

async function explain(rpc: Rpc, hash: Hash): Promise<string> {
  const { from, to, input, blockNumber } = (await rpc("eth_getTransactionByHash", [hash])) as Record<string, string>;
  const failure = await rpc("eth_call", [{ from, to, data: input }, blockNumber]).catch((error: Error) => error);
  return `reverted: ${failure instanceof Error ? failure.message : "it would pass after its block"}`;
}
