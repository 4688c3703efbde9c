import {
  type Address,
  decodeFunctionData,
  encodeAbiParameters,
  erc20Abi,
  type Hex,
  keccak256,
  parseTransaction,
  recoverTransactionAddress,
  type TransactionSerialized,
  type Transport,
} from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { testUsdAbi } from "../../sdk/abi/testUsd.ts";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";
import { rpcFailure } from "../../sdk/rpc/failure.ts";
import { termsHash } from "../../sdk/termsHash.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Journal, Sent } from "./journal.ts";
import type { Run } from "./run.ts";

interface Transaction {
  from: Address;
  to?: Address | null;
  data?: Hex;
  nonce: number;
}

/** The same transport, which writes down whatever is sent before it goes out. `journal` is asked for when something is. */
export function journaledTransport(transport: Transport, journal: () => Promise<Journal>, run: Run): Transport {
  return (options) => {
    const inner = transport(options);
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      const ask = (given: unknown = params) => inner.request({ method, params: given } as never) as Promise<unknown>;
      if (method === "eth_sendRawTransaction") {
        const [raw] = params as [Hex];
        return record(await sentOf(await readSigned(raw), { hash: keccak256(raw), raw }), () => ask());
      }
      if (method === "eth_sendTransaction") {
        const [given, ...rest] = params as [{ from: Address; nonce?: Hex; to?: Address; data?: Hex; input?: Hex }];
        // the node signs: that the nonce is written down takes the place of the hash
        const counted = { method: "eth_getTransactionCount", params: [given.from, "pending"] } as never;
        const nonce = given.nonce ?? ((await inner.request(counted)) as Hex);
        const transaction = { from: given.from, to: given.to, data: given.data ?? given.input, nonce: Number(nonce) };
        return record(await sentOf(transaction, {}), () => ask([{ ...given, nonce }, ...rest]));
      }
      return ask();
    };
    return { ...inner, request: request as typeof inner.request };
  };

  async function sentOf(transaction: Transaction, signed: Pick<Sent, "hash" | "raw">): Promise<Sent> {
    const { from: account, nonce } = transaction;
    return { run: run.id, command: run.command, account, nonce, ...describe(transaction), ...signed };
  }

  async function record(sent: Sent, ask: () => Promise<unknown>): Promise<unknown> {
    const book = await journal();
    book.willSend(sent);
    run.sent.push(sent);
    try {
      const hash = (await ask()) as Hex;
      if (!sent.hash) {
        book.hasHash(sent, hash);
        sent.hash = hash;
      }
      return hash;
    } catch (error) {
      if (isCertain(error)) {
        sent.outcome = "refused";
        book.hasEnded(sent, "refused");
      }
      throw error;
    }
  }
}

/** The same transport, which writes the outcome of what the run has sent down when its receipt comes. */
export function outcomeTransport(transport: Transport, journal: () => Promise<Journal>, run: Run): Transport {
  return (options) => {
    const inner = transport(options);
    const request = async (asked: { method: string; params?: unknown }) => {
      const answer = (await inner.request(asked as never)) as unknown;
      if (asked.method !== "eth_getTransactionReceipt" || !answer) return answer;
      const { transactionHash, status } = answer as { transactionHash: Hex; status: Hex };
      const sent = run.sent.find(({ hash, outcome }) => hash === transactionHash && outcome === undefined);
      if (!sent) return answer;
      sent.outcome = status === "0x1" ? "mined" : "reverted";
      (await journal()).hasEnded(sent, sent.outcome);
      return answer;
    };
    return { ...inner, request: request as typeof inner.request };
  };
}

/** Whether nothing can have come of it. */
function isCertain(error: unknown): boolean {
  const { code, details } = toPresageError(error);
  if (code === "SendUncertain") return false;
  return code === "RpcUnavailable" || code === "WrongChain" ? details.effect !== "unknown" : rpcFailure(error).isCertain;
}

async function readSigned(raw: Hex): Promise<Transaction> {
  const { to, data, nonce = 0 } = parseTransaction(raw);
  return { from: await recoverTransactionAddress({ serializedTransaction: raw as TransactionSerialized }), to, data, nonce };
}

const KNOWN = [marketsAbi, ordersAbi, testUsdAbi, ...Object.values(resolvers).map(({ abi }) => abi), erc20Abi] as const;

function describe({ from, to, data = "0x" }: Transaction): Pick<Sent, "makes" | "what"> {
  const params = creationOf(data);
  if (params) return { makes: termsHash({ creator: from, params }), what: "createMarket" };
  const makes = keccak256(encodeAbiParameters([{ type: "string" }, { type: "bytes" }], [to ?? "", data]));
  return { makes, what: to ? nameOf(data) : "deployment" };
}

/** What a market is made of by a transaction with this input, undefined if it makes none. */
export function creationOf(data: Hex): CreateParams | undefined {
  const { functionName, args } = decode(data, marketsAbi) ?? {};
  if (functionName === "createMarket") return args?.[0] as CreateParams;
  if (functionName !== "multicall") return undefined;
  return (args as unknown as [Hex[]])[0].map(creationOf).find((params) => params !== undefined);
}

function nameOf(data: Hex): string {
  const { functionName = "call", args } = KNOWN.map((abi) => decode(data, abi)).find((found) => found) ?? {};
  return functionName === "multicall" ? nameOf((args as unknown as [Hex[]])[0].at(-1) ?? "0x") : functionName;
}

function decode(data: Hex, abi: (typeof KNOWN)[number]): { functionName: string; args?: readonly unknown[] } | undefined {
  try {
    return decodeFunctionData({ abi, data });
  } catch {
    return undefined;
  }
}
