import {
  type Abi,
  type Address,
  type Client,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  size,
} from "viem";
import { call } from "viem/actions";
import { PresageError } from "./errors.ts";

/** What a read of a stranger's contract may take: enough for tokens, feeds and courts behind a proxy or two. */
const GAS = 300_000n;
/** What its answer may be long, in bytes. Gas bounds it as well, but by far more. */
const MOST_BYTES = 4_096;

/** How long a node may work on it, in milliseconds. */
const MOST_MS = 10_000;

/**
 * Reads a contract that anybody may have written: by itself, never gathered with other reads into one call, which it could fail
 * for all of them, and with limits to its gas, its time and the length of its answer. Throws whatever is wrong: the answer is the
 * stranger's own word in any case.
 */
export async function readStranger<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "pure" | "view">,
  const args extends ContractFunctionArgs<abi, "pure" | "view", name>,
>(
  client: Client,
  options: {
    address: Address;
    abi: abi;
    functionName: name;
    args?: args;
    /** Who asks, as the contract sees it. */
    account?: Address;
    blockNumber?: bigint;
  },
): Promise<ContractFunctionReturnType<abi, "pure" | "view", name, args>> {
  const { address, abi, functionName, args, account, blockNumber } = options;
  const encoding = { abi, functionName, ...(args && { args }) } as unknown as EncodeFunctionDataParameters<abi, name>;
  const answer = call(client, {
    to: address,
    data: encodeFunctionData(encoding),
    gas: GAS,
    ...(account && { account }),
    ...(blockNumber !== undefined && { blockNumber }),
  });
  const { data } = await within(MOST_MS, answer, `${address} takes too long to answer ${functionName}.`);
  if (data === undefined) throw new PresageError({ code: "NoContract", details: { address } });
  if (size(data) > MOST_BYTES) throw new Error(`${address} answers ${size(data)} bytes to ${functionName}.`);
  return decodeFunctionResult({ abi, functionName, data, ...(args && { args }) } as never) as never;
}

async function within<T>(milliseconds: number, answer: Promise<T>, message: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
