import { type Chain, createTransport, type Hex, keccak256, numberToHex, type Transport } from "viem";
import { PresageError } from "./errors.ts";
import { Endpoint, type EndpointOptions, type Head, jitter, type RequestKind, type RpcRequest } from "./rpc/endpoint.ts";
import { rpcFailure } from "./rpc/failure.ts";
import { lagOf, rankEndpoints, referenceHead } from "./rpc/rankEndpoints.ts";
import { type EndpointState, type Trouble, troubleText } from "./text/english.ts";

export interface TransportOptions {
  /** The chain that every endpoint must be on; that of the client, or else of the first answer, unless told. */
  chain?: Pick<Chain, "id" | "blockTime">;
  /** Milliseconds for an answer while another endpoint could be asked instead, by kind of request. */
  timeouts?: Partial<Record<RequestKind, number>>;
  /** Milliseconds for an answer when no other endpoint is left, 5,000 unless told. */
  patience?: number;
  /** Milliseconds after which a read fails, whatever else could be tried: whoever waits for it is told. No limit unless told. */
  limit?: number;
  /** How many times all endpoints are tried once more, 2 unless told; oftener, within twice `patience`, where one of several limits the rate. */
  retries?: number;
  /** Milliseconds after which endpoints are compared anew, if somebody asks for something, 4,000 unless told. */
  checkInterval?: number;
  /** Milliseconds for which the id of an endpoint's chain is believed, 2,000 unless told; 0: each answer is vouched for. */
  trustChainId?: number;
  /** Blocks that an endpoint may be behind the others before it is not used: those of half a minute, at least 16, unless told. */
  maxLag?: number;
  /** HTTP requests under way per endpoint, 16 unless told. */
  maxSockets?: number;
  /** Told, once each time, when an endpoint is not used any more and why, and when it is again. */
  onNotice?: (notice: string) => void;
}

const TIMEOUTS: Record<RequestKind, number> = { read: 800, logs: 5_000, send: 5_000, other: 15_000 };
const READS =
  /^(eth_(accounts|blobBaseFee|blockNumber|call|chainId|createAccessList|estimateGas|feeHistory|gasPrice|get(?!Logs$|Filter|Work)\w+|maxPriorityFeePerGas|simulateV1|syncing)|net_\w+|web3_\w+)$/;
const LEAST_LAG = 16;
const LAG_MS = 30_000;
const FIRST_BACKOFF = 250;
const LONGEST_WAIT = 1_000;
/** Between moves from one endpoint to another, so that jitter does not make a client swing: less after a failure. */
const STAYS_MS = 30_000;
const STAYS_AFTER_FAILURE_MS = 10_000;
const KNOWN_TRANSACTION = /already.?(known|imported|exists)|known transaction|already in (the )?mempool/i;

/**
 * One viem transport over several RPC endpoints, for everything that speaks to a chain. A request goes to the best endpoint
 * that is on the right chain and up to date; if that one fails, to the next, and a few times round with pauses. What nodes
 * refuse comes through as it is. Failures of the endpoints are a `PresageError`: `RpcUnavailable`, `WrongChain`, or
 * `SendUncertain` for a transaction that may have been taken. Signed transactions are the only writes that are sent again, to
 * the next endpoint, where "already known" is success. State is shared by all clients of one transport.
 */
export function rpcTransport(
  urls: readonly string[],
  options: TransportOptions = {},
): Transport<"presage", { endpoints: readonly string[] }> {
  if (urls.length === 0) throw new PresageError({ code: "NoRpcUrl", details: {} });
  const pool = new Pool(urls, options);
  return ({ chain }) => {
    const chainId = options.chain?.id ?? chain?.id;
    return createTransport(
      {
        key: "presage",
        name: "Presage RPC",
        type: "presage",
        retryCount: 0,
        request: (request, how) => pool.request(request, { chainId, signal: how?.signal }) as never,
      },
      { endpoints: pool.endpoints.map(({ name }) => name) },
    );
  };
}

/** Whether it asks for the newest block, or for its number. */
function isForHead({ method, params }: RpcRequest): boolean {
  return method === "eth_blockNumber" || (method === "eth_getBlockByNumber" && (params as unknown[] | undefined)?.[0] === "latest");
}

function headOf(answer: unknown): number {
  return Number(typeof answer === "string" ? answer : (answer as { number?: unknown } | null)?.number);
}

interface Context {
  chainId: number | undefined;
  signal?: AbortSignal;
}

class Pool {
  readonly endpoints: readonly Endpoint[];
  readonly #retries: number;
  readonly #patience: number;
  readonly #limit: number | undefined;
  readonly #checkInterval: number;
  readonly #maxLag: number;
  readonly #notify: (notice: string) => void;
  /** What was said last of an endpoint that is not used. */
  readonly #said = new Map<Endpoint, string>();
  #current?: Endpoint;
  /** Until then a better endpoint is left alone. */
  #staysUntil = Number.NEGATIVE_INFINITY;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #learntChainId?: number;
  /** The newest block that was answered last. */
  #highest = 0;
  readonly #wakeUps = new Set<() => void>();

  constructor(urls: readonly string[], options: TransportOptions) {
    const { timeouts, patience = 5_000, trustChainId = 2_000, maxSockets = 16 } = options;
    const settings: EndpointOptions = { timeouts: { ...TIMEOUTS, ...timeouts }, patience, trustChainId, maxSockets };
    this.endpoints = urls.map((url, index) => new Endpoint(url, index + 1, settings));
    this.#retries = options.retries ?? 2;
    this.#patience = patience;
    this.#limit = options.limit;
    this.#checkInterval = options.checkInterval ?? 4_000;
    this.#maxLag = options.maxLag ?? Math.max(LEAST_LAG, LAG_MS / (options.chain?.blockTime ?? LAG_MS));
    this.#notify = options.onNotice ?? (() => undefined);
  }

  request(request: RpcRequest, { chainId = this.#learntChainId, signal }: Context): Promise<unknown> {
    const context = { chainId, signal };
    if (request.method === "eth_sendRawTransaction") return this.#sendRaw(request, context);
    if (request.method === "eth_getLogs") return this.#limited(this.#try(request, "logs", context));
    if (this.endpoints.length > 1 && isForHead(request)) return this.#limited(this.#head(request, context));
    if (READS.test(request.method)) return this.#limited(this.#try(request, "read", context));
    return this.#try(request, "other", context);
  }

  /** The answer to a read, or a failure at the limit. The read itself goes on: what comes of it is known of the endpoints. */
  #limited(answer: Promise<unknown>): Promise<unknown> {
    if (this.#limit === undefined) return answer;
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#unavailable()), this.#limit);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  /**
   * The newest block. One that is older than what was answered before may be a late endpoint's: all are asked, and only if none
   * of them has got that far any more did the chain go back.
   */
  async #head(request: RpcRequest, context: Context): Promise<unknown> {
    let answer = await this.#try(request, "read", context);
    if (headOf(answer) < this.#highest) {
      await this.#checkAll(context.chainId);
      answer = await this.#try(request, "read", context);
      const reference = Math.min(referenceHead(this.endpoints, performance.now())?.block ?? 0, this.#highest);
      if (typeof answer === "string" && headOf(answer) < reference) answer = numberToHex(reference);
    }
    this.#highest = headOf(answer);
    return answer;
  }

  /** Asks one endpoint after the other. Only reads are repeated after a failure that may have had an effect. */
  async #try(request: RpcRequest, kind: RequestKind, context: Context): Promise<unknown> {
    let refusal: unknown;
    const isPatientUntil = performance.now() + 2 * this.#patience;
    for (let round = 0; round <= this.#retries || this.#areBackBefore(isPatientUntil); round++) {
      if (round > 0) await this.#pause(round);
      const usable = await this.#choose(context.chainId);
      for (const [index, endpoint] of usable.entries()) {
        if (endpoint.isResting()) continue; // it has failed somebody else meanwhile
        const isPatient = index === usable.length - 1;
        try {
          return await this.#ask(endpoint, request, kind, isPatient, context);
        } catch (error) {
          const failure = rpcFailure(error);
          if (failure.kind === "answer" || failure.kind === "aborted") throw error;
          if (failure.kind === "elsewhere") refusal = error;
          else if (kind === "other" && !failure.isCertain) throw this.#unavailable("unknown");
          else if (failure.kind === "silent" && isPatient) throw this.#unavailable();
        }
      }
      if (refusal) throw refusal;
      if (this.#areOnOtherChains()) break;
    }
    throw this.#unavailable();
  }

  /** Sends a signed transaction, which has the same hash wherever and however often it is sent. */
  async #sendRaw(request: RpcRequest, context: Context): Promise<Hex> {
    const hash = keccak256((request.params as [Hex])[0]);
    let refusal: unknown;
    let isUncertain = false;
    let isSilent = false;
    for (let round = 0; round <= this.#retries && !refusal && !isSilent; round++) {
      if (round > 0) await this.#pause(round);
      const usable = await this.#choose(context.chainId);
      for (const [index, endpoint] of usable.entries()) {
        if (endpoint.isResting()) continue; // it has failed somebody else meanwhile
        const isPatient = index === usable.length - 1;
        try {
          await this.#ask(endpoint, request, "send", isPatient, context);
          return hash;
        } catch (error) {
          const failure = rpcFailure(error);
          if (failure.kind === "aborted") throw error;
          if (failure.kind === "answer" || failure.kind === "elsewhere") {
            // "Nonce too low" is what a node says as well that has mined this very transaction.
            if (KNOWN_TRANSACTION.test(failure.said ?? "") || (await this.#knows(hash, context))) return hash;
            if (failure.kind === "answer" && !isUncertain) throw error;
            refusal = error;
          } else isUncertain ||= !failure.isCertain;
          isSilent ||= failure.kind === "silent" && isPatient;
        }
      }
      if (isUncertain && (await this.#knows(hash, context))) return hash;
    }
    if (isUncertain) throw new PresageError({ code: "SendUncertain", details: { hash, endpoints: this.#states() } });
    throw refusal ?? this.#unavailable("none");
  }

  async #knows(hash: Hex, context: Context): Promise<boolean> {
    try {
      return (await this.#try({ method: "eth_getTransactionByHash", params: [hash] }, "read", context)) !== null;
    } catch {
      return false;
    }
  }

  async #ask(endpoint: Endpoint, request: RpcRequest, kind: RequestKind, isPatient: boolean, context: Context): Promise<unknown> {
    const { chainId = this.#learntChainId, signal } = context;
    const isProbe = endpoint.failure !== undefined;
    if (isProbe) endpoint.isProbed = true;
    try {
      const answer = await endpoint.ask(request, { kind, isPatient, chainId, signal });
      this.#learntChainId ??= endpoint.chainId;
      return answer;
    } finally {
      if (isProbe) endpoint.isProbed = false;
      this.#report();
      if (isProbe) this.#wake();
    }
  }

  /** `#usable`, but if there is nothing, after the outcome of what somebody else is finding out. */
  async #choose(chainId: number | undefined): Promise<Endpoint[]> {
    let usable = this.#usable(chainId);
    while (usable.length === 0 && this.endpoints.some(({ isProbed }) => isProbed)) {
      await this.#sleepUntil(performance.now() + LONGEST_WAIT);
      usable = this.#usable(chainId);
    }
    return usable;
  }

  /** The endpoints worth asking, best first; if all have failed, those that have rested. */
  #usable(chainId: number | undefined): Endpoint[] {
    const now = performance.now();
    if (this.endpoints.length > 1 && now - this.#checkedAt > this.#checkInterval) void this.#checkAll(chainId);
    const reference = referenceHead(this.endpoints, now);
    const inStep = this.endpoints.filter((endpoint) => !this.#isOutOfStep(endpoint, reference));
    const healthy = inStep.filter(({ failure }) => failure === undefined);
    const usable = healthy.length > 0 ? healthy : inStep.filter((endpoint) => !endpoint.isResting());
    const ranked = rankEndpoints(usable, { reference, current: this.#current, mayMove: now >= this.#staysUntil });
    const [first] = ranked;
    if (first && first !== this.#current) {
      const isBetter = this.#current !== undefined && healthy.includes(this.#current);
      if (this.#current) this.#staysUntil = now + (isBetter ? STAYS_MS : STAYS_AFTER_FAILURE_MS);
      this.#current = first;
    }
    return ranked;
  }

  /** Far behind the others, or ahead of what any two of them have seen. */
  #isOutOfStep(endpoint: Endpoint, reference: Head | undefined): boolean {
    return Math.abs(lagOf(endpoint, reference)) > this.#maxLag;
  }

  /** Heads count once all have answered or failed: until then there is nothing to measure them by. */
  async #checkAll(chainId: number | undefined): Promise<void> {
    this.#checkedAt = performance.now();
    const awake = this.endpoints.filter((endpoint) => !endpoint.isResting());
    const checks = awake.map(async (endpoint) => ({ endpoint, head: await endpoint.check(chainId ?? this.#learntChainId) }));
    for (const { endpoint, head } of await Promise.all(checks)) if (head) endpoint.head = head;
    this.#report();
  }

  /** Waits before another round, longer each time, or until an endpoint is back. */
  #pause(round: number): Promise<void> {
    const now = performance.now();
    const backoff = Math.min(FIRST_BACKOFF * 2 ** (round - 1), LONGEST_WAIT) * jitter();
    const rested = Math.min(...this.endpoints.map(({ restsUntil }) => restsUntil));
    return this.#sleepUntil(Math.max(now + backoff, Math.min(rested, now + LONGEST_WAIT)));
  }

  /**
   * Whether one of several that only limit the rate of requests takes them again before then: that is worth waiting for. Whoever has a
   * single one hears sooner that it refuses.
   */
  #areBackBefore(time: number): boolean {
    if (this.endpoints.length === 1 || performance.now() >= time) return false;
    return this.endpoints.some(({ failure, restsUntil }) => failure?.kind === "limited" && restsUntil < time);
  }

  /**
   * Until then in milliseconds of `performance.now()`, or until something is known anew about an endpoint. A timer that is early, as
   * they are by fractions of a millisecond, is set again: whoever finds all endpoints resting has lost a try.
   */
  #sleepUntil(time: number): Promise<void> {
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout>;
      const wake = () => {
        clearTimeout(timer);
        this.#wakeUps.delete(wake);
        resolve();
      };
      const wait = () => {
        const left = time - performance.now();
        if (left <= 0) wake();
        else timer = setTimeout(wait, Math.ceil(left));
      };
      this.#wakeUps.add(wake);
      wait();
    });
  }

  #wake(): void {
    for (const wake of [...this.#wakeUps]) wake();
  }

  /** Says what has changed about the endpoints, and wakes those who wait for one. */
  #report(): void {
    const reference = referenceHead(this.endpoints, performance.now());
    for (const endpoint of this.endpoints) {
      const trouble = this.#troubleOf(endpoint, reference);
      const why = trouble && troubleText(trouble);
      if (why === this.#said.get(endpoint)) continue;
      if (why === undefined) {
        this.#said.delete(endpoint);
        this.#notify(`${endpoint.name} is used again`);
        this.#wake();
      } else {
        this.#said.set(endpoint, why);
        this.#notify(`${endpoint.name} ${why}`);
      }
    }
  }

  #troubleOf(endpoint: Endpoint, reference: Head | undefined): Trouble | undefined {
    if (endpoint.failure) return endpoint.failure.trouble;
    if (!this.#isOutOfStep(endpoint, reference)) return undefined;
    const lag = lagOf(endpoint, reference);
    return { reason: lag > 0 ? "behind" : "ahead", blocks: Math.abs(lag) };
  }

  #states(): EndpointState[] {
    const reference = referenceHead(this.endpoints, performance.now());
    return this.endpoints.map((endpoint) => {
      const trouble = this.#troubleOf(endpoint, reference);
      return { name: endpoint.name, ...(trouble && { trouble }) };
    });
  }

  #areOnOtherChains(): boolean {
    return this.endpoints.every(({ failure }) => failure?.kind === "wrongChain");
  }

  #unavailable(effect?: "none" | "unknown"): PresageError {
    const endpoints = this.#states();
    if (this.#areOnOtherChains()) return new PresageError({ code: "WrongChain", details: { endpoints } });
    return new PresageError({ code: "RpcUnavailable", details: { endpoints, ...(effect && { effect }) } });
  }
}
