import type pg from "pg";
import { type Chain, type Client, encodeFunctionData, keccak256, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import {
  estimateFeesPerGas,
  estimateGas,
  getBalance,
  getBlockNumber,
  getTransactionCount,
  getTransactionReceipt,
  sendRawTransaction,
} from "viem/actions";
import { toPresageError } from "../sdk/toPresageError.ts";
import type { Duty } from "./dutiesOf.ts";
import { type Fees, feesFor } from "./feesFor.ts";
import type { Attempt, Intent, Intents } from "./intents.ts";
import type { KeeperSettings } from "./settings.ts";
import { withConnection } from "./withConnection.ts";

/** Blocks without being mined after which a transaction is replaced by one that pays more. */
const STUCK_AFTER = 3n;
/** Blocks after which a number that nobody fills is filled by what waits behind it. */
const GAP_AFTER = 2n;
const GAS_MARGIN_PERCENT = 25n;
const MOST_REVERTS = 3;
const REVERT_PAUSE_MS = 60_000;

/** What became of a duty, or why nothing was sent. `reverted`: it was of late, and waits before it is tried again. */
export type Outcome =
  | { kind: "sent"; nonce: number; hash: string }
  | { kind: "underWay" | "reverted" | "tooManyReverts" | "tooMuchGas" | "dailyLimit" | "feeCap" | "noBalance" }
  | { kind: "refused"; error: Error };

/**
 * The one who sends for an account: numbers its transactions, writes each down before it is sent, and follows it until it is
 * deep enough in the chain. However often this process dies, and however many others there are with the same key and
 * database, each thing is under way at most once, and nothing that was signed is forgotten: its bytes are sent again, not
 * signed again, until they or a replacement of the same number are mined.
 */
export class Lane {
  readonly #client: Client;
  readonly #chain: Pick<Chain, "id">;
  readonly #intents: Intents;
  readonly #pool: pg.Pool;
  readonly #settings: KeeperSettings;
  /** The number that the chain waits for while something of a later number waits, and since which block. */
  #gap?: { nonce: number; since: bigint };

  constructor(options: { client: Client; chain: Pick<Chain, "id">; intents: Intents; pool: pg.Pool; settings: KeeperSettings }) {
    this.#client = options.client;
    this.#chain = options.chain;
    this.#intents = options.intents;
    this.#pool = options.pool;
    this.#settings = options.settings;
  }

  /**
   * Does something while no other process with this account and database is at it: the lock belongs to a connection, so that
   * the database lets it go the moment its holder dies. Undefined if another has it.
   */
  async exclusively<T>(work: () => Promise<T>): Promise<T | undefined> {
    const name = `presage-keeper:${this.#chain.id}:${this.#settings.account.address.toLowerCase()}`;
    return withConnection(this.#pool, async (connection) => {
      const { rows } = await connection.query<{ locked: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked", [
        name,
      ]);
      if (!rows[0]?.locked) return undefined;
      try {
        return await work();
      } finally {
        await connection.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]);
      }
    });
  }

  /** Follows what is under way: sees what was mined, sends again what nobody has, replaces what is stuck. */
  async settle(onStuckAtCap: (intent: Intent) => Promise<void>): Promise<void> {
    const underWay = await this.#intents.underWay();
    if (underWay.length === 0) return;
    const [head, mined] = await Promise.all([getBlockNumber(this.#client, { cacheTime: 0 }), this.#minedCount()]);
    for (const intent of underWay) {
      const receipt = await this.#receiptOf(intent);
      if (receipt) await this.#settleMined(intent, receipt, head);
      else if (intent.nonce < mined) await this.#intents.settle(intent.id, "lost");
      else {
        if (intent.state === "mined") await this.#intents.setMined(intent.id, undefined); // its block was taken back
        await this.#pursue(intent, head, onStuckAtCap);
      }
    }
    await this.#fillGap(underWay, head, mined);
  }

  /** Sends what is due, if it is not under way and the limits allow it. Only inside `exclusively`, after `settle`. */
  async send(duty: Duty): Promise<Outcome> {
    const { account, limits } = this.#settings;
    const underWay = await this.#intents.underWay();
    const same = underWay.find(({ key }) => (duty.subject === undefined ? key === duty.key : key.startsWith(duty.subject)));
    if (same) return { kind: same.state === "mined" && (await this.#receiptOf(same))?.status === "reverted" ? "reverted" : "underWay" };
    const { times, lastAt } = await this.#intents.reverts(duty.key);
    if (times >= MOST_REVERTS) return { kind: "tooManyReverts" };
    if (times > 0 && Date.now() - lastAt < REVERT_PAUSE_MS) return { kind: "reverted" };

    const to = duty.call.address;
    const data = encodeFunctionData(duty.call);
    let gas: bigint;
    try {
      gas = ((await estimateGas(this.#client, { account: account.address, to, data })) * (100n + GAS_MARGIN_PERCENT)) / 100n;
    } catch (error) {
      const refusal = toPresageError(error);
      if (refusal.code === "RpcUnavailable" || refusal.code === "WrongChain") throw refusal;
      return { kind: "refused", error: refusal };
    }
    if (gas > limits.maxGas || (duty.maxGas !== undefined && gas > duty.maxGas)) return { kind: "tooMuchGas" };
    const fees = feesFor(await this.#fees(), { cap: limits.maxFeePerGas });
    if (!fees) return { kind: "feeCap" };
    const most = gas * fees.maxFeePerGas;
    if ((await this.#intents.spentToday()) + most > limits.maxSpentPerDay) return { kind: "dailyLimit" };
    const [balance, head, next] = await Promise.all([
      getBalance(this.#client, { address: account.address }),
      getBlockNumber(this.#client, { cacheTime: 0 }),
      getTransactionCount(this.#client, { address: account.address, blockTag: "pending" }),
    ]);
    const reserved = underWay.reduce((sum, each) => sum + each.gas * (each.attempts.at(-1)?.maxFeePerGas ?? 0n), 0n);
    if (balance < reserved + most) return { kind: "noBalance" };

    const last = underWay.at(-1);
    const nonce = Math.max(next, last ? last.nonce + 1 : 0);
    const attempt = await this.#sign({ to, data, nonce, gas }, fees, head);
    const isNew = await this.#intents.add({ key: duty.key, marketId: duty.marketId, action: duty.action, to, data, nonce, gas }, attempt);
    if (!isNew) return { kind: "underWay" };
    await this.#broadcast(attempt);
    return { kind: "sent", nonce, hash: attempt.hash };
  }

  async #settleMined(intent: Intent, receipt: TransactionReceipt, head: bigint): Promise<void> {
    const { blockNumber: block, transactionHash: hash, status, gasUsed, effectiveGasPrice } = receipt;
    const isSuccess = status === "success";
    await this.#intents.setMined(intent.id, { hash, block, spent: gasUsed * effectiveGasPrice });
    if (head - block >= BigInt(this.#settings.confirmations)) await this.#intents.settle(intent.id, isSuccess ? "done" : "reverted");
  }

  async #pursue(intent: Intent, head: bigint, onStuckAtCap: (intent: Intent) => Promise<void>): Promise<void> {
    const latest = intent.attempts.at(-1) as Attempt;
    if (head - latest.sentAtBlock >= STUCK_AFTER) {
      const fees = feesFor(await this.#fees(), { before: latest, cap: this.#settings.limits.maxFeePerGas });
      if (fees) {
        const replacement = await this.#sign(intent, fees, head);
        await this.#intents.addAttempt(intent.id, replacement);
        return this.#broadcast(replacement);
      }
      await onStuckAtCap(intent);
    }
    // A node may have lost it, or the answer to its sending was lost: the same bytes again do nothing twice.
    await this.#broadcast(latest);
  }

  /**
   * A number that the chain waits for and that nothing under way has (a transaction of the same key from elsewhere was dropped)
   * holds up everything behind it. The last one under way then takes that number as well: what it does can be done once only.
   */
  async #fillGap(underWay: readonly Intent[], head: bigint, mined: number): Promise<void> {
    const waiting = underWay.filter(({ nonce }) => nonce >= mined);
    const last = waiting.at(-1);
    if (!last || waiting[0]?.nonce === mined) {
      this.#gap = undefined;
      return;
    }
    if (this.#gap?.nonce !== mined) this.#gap = { nonce: mined, since: head };
    if (head - this.#gap.since < GAP_AFTER) return;
    const fees = feesFor(await this.#fees(), { cap: this.#settings.limits.maxFeePerGas });
    if (!fees) return;
    const attempt = await this.#sign({ ...last, nonce: mined }, fees, head);
    await this.#intents.addAttempt(last.id, attempt);
    await this.#broadcast(attempt);
  }

  async #sign(what: Pick<Intent, "to" | "data" | "nonce" | "gas">, fees: Fees, sentAtBlock: bigint): Promise<Attempt> {
    const { to, data, nonce, gas } = what;
    const raw = await this.#settings.account.signTransaction({ type: "eip1559", chainId: this.#chain.id, to, data, nonce, gas, ...fees });
    return { hash: keccak256(raw), raw, sentAtBlock, ...fees };
  }

  /** What goes wrong here is seen by the next `settle`: the transaction is written down. */
  async #broadcast({ raw }: Attempt): Promise<void> {
    await sendRawTransaction(this.#client, { serializedTransaction: raw }).catch(() => undefined);
  }

  async #receiptOf({ attempts }: Intent): Promise<TransactionReceipt | undefined> {
    for (const { hash } of attempts.toReversed()) {
      try {
        return await getTransactionReceipt(this.#client, { hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error; // not to be known is not to be without one
      }
    }
    return undefined;
  }

  async #minedCount(): Promise<number> {
    return getTransactionCount(this.#client, { address: this.#settings.account.address, blockTag: "latest" });
  }

  async #fees(): Promise<Fees> {
    const { maxFeePerGas, maxPriorityFeePerGas } = await estimateFeesPerGas(this.#client, { chain: null, type: "eip1559" });
    return { maxFeePerGas, maxPriorityFeePerGas };
  }
}
