import { type EIP1193RequestFn, http } from "viem";
import { MalformedAnswerError, NotSentError, type RpcFailure, rpcFailure, WrongChainError } from "./failure.ts";
import { limitSockets } from "./limitSockets.ts";

/** What a request is: how long it may take and whether it may be repeated follow from it. */
export type RequestKind = "read" | "logs" | "send" | "other";

export interface RpcRequest {
  method: string;
  params?: unknown;
}

/** The newest block of an endpoint. */
export interface Head {
  block: number;
  /** When it was seen, in milliseconds of `performance.now()`. */
  at: number;
}

export interface EndpointOptions {
  /** Milliseconds for an answer while another endpoint could be asked instead. */
  timeouts: Readonly<Record<RequestKind, number>>;
  /** Milliseconds for an answer when there is no other endpoint. */
  patience: number;
  /** Milliseconds for which the id of an endpoint's chain is believed; 0: it is asked for with every request. */
  trustChainId: number;
  maxSockets: number;
}

/** The first rest after a failure, doubled with each further one, up to the last. */
const FIRST_REST = 250;
const LAST_REST = 8_000;
/** Of one that limits the rate of requests, and does not say for how long: some of them it takes. */
const LAST_REST_OF_LIMITED = 500;
const LONGEST_REST = 30_000;
/** The weight of the newest sample in the latency. */
const SMOOTHING = 0.4;

/** One RPC endpoint: what it answered last, how fast it is, and whether it is worth asking. */
export class Endpoint {
  /** Its place in the list and its host: the rest of the address may be secret. */
  readonly name: string;
  readonly url: string;
  /** Milliseconds of a check, smoothed; undefined until the first one. */
  latency?: number;
  /** The newest block as of the last check, and when that was. */
  head?: Head;
  chainId?: number;
  /** The failure that it has not got over yet. */
  failure?: RpcFailure;
  /** Nothing is sent there before this time. */
  restsUntil = 0;
  /** One request is finding out whether it is back; nobody else asks meanwhile. */
  isProbed = false;

  #failures = 0;
  #failedAt = 0;
  #verifiedAt = Number.NEGATIVE_INFINITY;
  #verifying?: Promise<number>;
  readonly #options: EndpointOptions;
  readonly #quick: Record<RequestKind, EIP1193RequestFn>;
  readonly #patient: Record<RequestKind, EIP1193RequestFn>;

  constructor(url: string, position: number, options: EndpointOptions) {
    this.url = url;
    this.name = `endpoint ${position} (${hostOf(url)})`;
    this.#options = options;
    const fetchFn = limitSockets(options.maxSockets);
    // Requests of one tick are one HTTP request as long as they have the same time.
    const timed = (timeout: number) => http(url, { batch: true, fetchFn })({ retryCount: 0, timeout }).request;
    const { timeouts, patience } = options;
    this.#quick = { read: timed(timeouts.read), logs: timed(timeouts.logs), send: timed(timeouts.send), other: timed(timeouts.other) };
    this.#patient = {
      read: timed(Math.max(patience, timeouts.read)),
      logs: timed(Math.max(patience, timeouts.logs)),
      send: timed(Math.max(patience, timeouts.send)),
      other: this.#quick.other,
    };
  }

  /**
   * The answer to a request, from a chain of that id. Throws what viem's transport throws, `WrongChainError` or
   * `MalformedAnswerError`. Whatever happens is remembered.
   */
  async ask(
    request: RpcRequest,
    how: { kind: RequestKind; isPatient: boolean; chainId: number | undefined; signal?: AbortSignal },
  ): Promise<unknown> {
    const { kind, isPatient, chainId, signal } = how;
    const startedAt = performance.now();
    const send = (isPatient ? this.#patient : this.#quick)[kind];
    const isRead = kind === "read" || kind === "logs";
    try {
      // The id of the chain comes in the same HTTP response as the answer that it vouches for; a transaction waits for it.
      const verifying = this.#isVerified(kind) ? undefined : this.#verify(send, isRead);
      if (!isRead) this.#expect(chainId, await verifying?.catch(notSent));
      const answering = send(request as never, signal && { signal }) as Promise<unknown>;
      answering.catch(() => undefined); // the other one may fail first
      if (isRead) this.#expect(chainId, await verifying);
      const answer = await answering;
      if (answer === undefined) throw new MalformedAnswerError(`no result of ${request.method}`);
      this.#recover();
      return answer;
    } catch (error) {
      this.#remember(rpcFailure(error), startedAt);
      throw error;
    }
  }

  /** Asks for chain and head, which also measures the time. Never throws: without an answer there is no head. */
  async check(chainId: number | undefined): Promise<Head | undefined> {
    const startedAt = performance.now();
    const send = this.#quick.read;
    try {
      const [id, head] = await Promise.all([this.#verify(send, false), send({ method: "eth_blockNumber" }).then(Number)]);
      if (!Number.isSafeInteger(head)) throw new MalformedAnswerError("no block number");
      this.#expect(chainId, id);
      const elapsed = performance.now() - startedAt;
      this.latency = this.failure || this.latency === undefined ? elapsed : this.latency + SMOOTHING * (elapsed - this.latency);
      this.#recover();
      return { block: head, at: performance.now() };
    } catch (error) {
      this.#remember(rpcFailure(error), startedAt);
      return undefined;
    }
  }

  /** Whether it has failed and is to be left alone. */
  isResting(): boolean {
    return this.failure !== undefined && (this.isProbed || performance.now() < this.restsUntil);
  }

  #isVerified(kind: RequestKind): boolean {
    return kind !== "send" && performance.now() - this.#verifiedAt < this.#options.trustChainId;
  }

  /** Requests of the same time share one question, unless each answer needs its own. */
  #verify(send: EIP1193RequestFn, isShared: boolean): Promise<number> {
    if (isShared && this.#options.trustChainId > 0 && this.#verifying) return this.#verifying;
    const verifying = send({ method: "eth_chainId" })
      .then((answer) => {
        const id = Number(answer);
        if (!Number.isSafeInteger(id) || id <= 0) throw new MalformedAnswerError("no chain id");
        this.chainId = id;
        this.#verifiedAt = performance.now();
        return id;
      })
      .finally(() => {
        if (this.#verifying === verifying) this.#verifying = undefined;
      });
    this.#verifying = verifying;
    verifying.catch(() => undefined);
    return verifying;
  }

  #expect(needed: number | undefined, given: number | undefined = this.chainId): void {
    if (needed !== undefined && given !== undefined && given !== needed) throw new WrongChainError(given, needed);
  }

  #recover(): void {
    this.#failures = 0;
    this.failure = undefined;
    this.restsUntil = 0;
  }

  #remember(failure: RpcFailure, startedAt: number): void {
    if (failure.kind === "aborted") return;
    if (failure.kind === "answer" || failure.kind === "elsewhere") {
      this.#recover(); // it works
      return;
    }
    // Requests that were under way together fail together: that is one failure.
    if (startedAt < this.#failedAt && this.failure) return;
    this.failure = failure;
    this.#failures++;
    this.#failedAt = performance.now();
    if (failure.kind === "wrongChain") this.#verifiedAt = Number.NEGATIVE_INFINITY;
    const last = failure.kind === "limited" ? LAST_REST_OF_LIMITED : LAST_REST;
    const rest = failure.retryAfter ?? Math.min(last, FIRST_REST * 2 ** (this.#failures - 1)) * jitter();
    this.restsUntil = this.#failedAt + Math.min(rest, LONGEST_REST);
  }
}

function notSent(cause: unknown): never {
  throw new NotSentError("the chain's id was not to be had", { cause });
}

/** From 0.75 to 1.25: those who failed together do not come back together. */
export function jitter(): number {
  return 0.75 + Math.random() / 2;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "no address";
  }
}
