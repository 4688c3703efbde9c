import {
  type Address,
  type Client,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  type PublicClient,
  parseAbi,
  type RpcLog,
  recoverAddress,
  size,
  slice,
} from "viem";
import { call, getBlock, getCode, readContract } from "viem/actions";
import { marketsAbi } from "../sdk/abi/markets.ts";
import { ordersAbi } from "../sdk/abi/orders.ts";
import { getLogsInChunks } from "../sdk/getLogsInChunks.ts";
import { getToken } from "../sdk/getToken.ts";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import type { OrderPool } from "../sdk/orders/fillWithPool.ts";
import { getOrderFunds } from "../sdk/orders/getOrderFunds.ts";
import type { Order } from "../sdk/orders/order.ts";
import type { OrderMarket, Slot } from "../sdk/orders/orderStatus.ts";
import { permitCall } from "../sdk/orders/permitCall.ts";
import { readStranger } from "../sdk/readStranger.ts";
import type { Permit } from "../sdk/signPermit.ts";
import { isFinal, statuses } from "../sdk/status.ts";
import { toPresageError } from "../sdk/toPresageError.ts";
import type { Token } from "../sdk/types.ts";
import { withMulticall } from "../sdk/withMulticall.ts";

/** A block, as far as the relay asks. */
export interface Head {
  number: bigint;
  hash: Hex;
  parentHash: Hex;
  /** Unix seconds. */
  time: number;
}

/** A market at the head. */
export interface MarketState extends OrderMarket {
  collateral: Token;
  /** Unix seconds: from here on it is open no more, and no reopening changes that. */
  closesAt: number;
  isFinal: boolean;
  /** The pool as an order of an outcome sees it. */
  poolOf(outcome: number): OrderPool;
}

/** What a maker has of what an order gives, and what of it the contract may take, base units. */
export interface Funds {
  balance: bigint;
  allowance: bigint;
}

const NOTHING: Funds = { balance: 0n, allowance: 0n };
const MAGIC = "0x1626ba7e";
const erc1271Abi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const PERMIT_GAS = 300_000n;

/**
 * All that the relay asks the chain. What a stranger's contract answers (tokens, contract accounts) is asked for by itself, within
 * limits, and counts as nothing if it fails; that the chain itself does not answer is thrown.
 */
export class OrderChain {
  readonly #client: Client;
  /** For reads of the project's own contracts. */
  readonly #gathering: Client;
  readonly markets: Address;
  readonly orders: Address;
  readonly chainId: number;
  readonly #tokens = new Map<Address, Token>();

  constructor(client: PublicClient, options: { markets: Address; orders: Address; chainId: number }) {
    this.#client = client;
    this.#gathering = withMulticall(client);
    this.markets = options.markets;
    this.orders = options.orders;
    this.chainId = options.chainId;
  }

  async head(): Promise<Head> {
    const { number, hash, parentHash, timestamp } = await getBlock(this.#client, { blockTag: "latest" });
    return { number, hash, parentHash, time: Number(timestamp) };
  }

  /** Whether a block comes after another in one chain. */
  async follows(before: Head, head: Head): Promise<boolean> {
    if (head.number === before.number + 1n) return head.parentHash === before.hash;
    if (head.number <= before.number) return false;
    const { hash } = await getBlock(this.#client, { blockNumber: before.number });
    return hash === before.hash;
  }

  /** All logs of these contracts. */
  async logs(range: { fromBlock: bigint; toBlock: bigint; of: readonly Address[] }): Promise<RpcLog[]> {
    const { fromBlock, toBlock, of } = range;
    return of.length === 0 ? [] : getLogsInChunks(this.#client, { address: of as never, topics: [], fromBlock, toBlock });
  }

  /** Undefined if there is no market of this number. */
  async market(marketId: bigint): Promise<MarketState | undefined> {
    const contract = { address: this.markets, abi: marketsAbi, args: [marketId] } as const;
    try {
      const [state, rhos] = await Promise.all([
        readContract(this.#gathering, { ...contract, functionName: "marketOf" }),
        readContract(this.#gathering, { ...contract, functionName: "rhosOf" }),
      ]);
      const { termsHash, outcomeCount, liquidity, feeRate } = state;
      const status = statuses[state.status] ?? "None";
      return {
        marketId,
        termsHash,
        outcomeCount,
        isOpen: status === "Open",
        collateral: await this.#token(state.collateral),
        closesAt: Number(state.closesAt),
        isFinal: isFinal(status),
        poolOf: (outcome) => ({ liquidity, rho: rhos[outcome] ?? 0n, feeRate }),
      };
    } catch (error) {
      const failure = toPresageError(error);
      if (failure.code === "UnknownMarket") return undefined;
      throw failure;
    }
  }

  async slot(maker: Address, slot: number): Promise<Slot> {
    const contract = { address: this.orders, abi: ordersAbi, functionName: "slotOf", args: [maker, BigInt(slot)] } as const;
    const [nonce, filled] = await readContract(this.#gathering, contract);
    return { nonce, filled };
  }

  /** Of a token, or of a position by its id. */
  async funds(maker: Address, asset: Address | bigint): Promise<Funds> {
    const contracts = { markets: this.markets, orders: this.orders };
    if (typeof asset === "bigint")
      return getOrderFunds(this.#gathering, { order: { maker, sell: true, positionId: asset }, token: this.markets, ...contracts });
    try {
      return await getOrderFunds(this.#client, { order: { maker, sell: false, positionId: 0n }, token: asset, ...contracts });
    } catch (error) {
      return unlessUnavailable(error, NOTHING);
    }
  }

  /** Whether the permit still gives its maker's allowance: tried as whoever fills the order would use it. */
  async takesPermit(owner: Address, permit: Permit): Promise<boolean> {
    const data = encodeFunctionData(permitCall({ orders: this.orders, owner, permit }));
    try {
      await call(this.#client, { to: this.orders, data, gas: PERMIT_GAS });
      return true;
    } catch (error) {
      return unlessUnavailable(error, false);
    }
  }

  /** Who vouches for the signature, as the contract asks: the maker's key, or else its contract. Undefined if neither does. */
  async signedBy(order: Order, signature: Hex, hash: Hex): Promise<"key" | "contract" | undefined> {
    if (isPlain(signature)) {
      const signer = await recoverAddress({ hash, signature }).catch(() => undefined);
      if (isSameAddress(signer, order.maker)) return "key";
    }
    return (await this.acceptsSignature(order.maker, signature, hash)) ? "contract" : undefined;
  }

  /** What the maker's contract says of a signature now. */
  async acceptsSignature(maker: Address, signature: Hex, hash: Hex): Promise<boolean> {
    const code = await getCode(this.#client, { address: maker });
    if (code === undefined || size(code) === 0) return false;
    try {
      const contract = { address: maker, abi: erc1271Abi, functionName: "isValidSignature", args: [hash, signature] } as const;
      return (await readStranger(this.#client, { ...contract, account: this.orders })) === MAGIC;
    } catch (error) {
      return unlessUnavailable(error, false);
    }
  }

  async #token(address: Address): Promise<Token> {
    const token = this.#tokens.get(address) ?? (await getToken(this.#client, address));
    this.#tokens.set(address, token);
    return token;
  }
}

/** A signature that `ECDSA.tryRecover` of the contract reads: 65 bytes, v 27 or 28, the lower of the two s. */
function isPlain(signature: Hex): boolean {
  if (size(signature) !== 65) return false;
  const v = Number.parseInt(signature.slice(130), 16);
  return (v === 27 || v === 28) && hexToBigInt(slice(signature, 32, 64)) <= HALF_ORDER;
}

function unlessUnavailable<T>(error: unknown, otherwise: T): T {
  const failure = toPresageError(error);
  if (failure.code === "RpcUnavailable" || failure.code === "WrongChain") throw failure;
  return otherwise;
}
