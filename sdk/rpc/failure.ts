import { HttpRequestError, ResponseBodyTooLargeError, RpcRequestError, TimeoutError } from "viem";
import { causesOf } from "../causesOf.ts";
import type { Trouble } from "../text/english.ts";

/** Why an endpoint did not serve a request. */
export interface RpcFailure {
  /**
   * `answer`: the node understood the request and refused it, as every other node would. `elsewhere`: this node cannot serve it,
   * another one may. `limited`: it takes no more requests for now. `silent`: it did not answer in time. `broken`: it could not be
   * reached, or what came back is not JSON-RPC. `wrongChain`: it is on another chain. `aborted`: whoever asked lost interest.
   */
  kind: "answer" | "elsewhere" | "limited" | "silent" | "broken" | "wrongChain" | "aborted";
  /** What is wrong with the endpoint, if something is. */
  trouble?: Trouble;
  /** What the node said, if it refused. */
  said?: string;
  /** Whether the request certainly had no effect: it was never taken. */
  isCertain: boolean;
  /** Milliseconds after which the endpoint wants to be asked again. */
  retryAfter?: number;
}

/** An endpoint of another chain than the one that was asked for. */
export class WrongChainError extends Error {
  override readonly name = "WrongChainError";
  readonly given: number;
  readonly needed: number;

  constructor(given: number, needed: number) {
    super(`is on chain ${given}, expected ${needed}`);
    this.given = given;
    this.needed = needed;
  }
}

const LIMITED = new Set([429, -32005, -32007]);
/** Unknown or unsupported methods, internal errors, and what is not there or not to be had. */
const ELSEWHERE = new Set([-32601, -32603, -32001, -32002, -32004]);
/** What a node says that has not got the block or its state yet, or any more. */
const MISSING_STATE = /header not found|missing trie node|unknown block|block not found|state .*(not available|unavailable)/i;
/** Nobody listened: the request never left. */
const UNREACHABLE = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

export function rpcFailure(error: unknown): RpcFailure {
  const causes = causesOf(error);
  const failure = failureAmong(causes);
  return causes.some((cause) => cause instanceof NotSentError) ? { ...failure, isCertain: true } : failure;
}

function failureAmong(causes: readonly unknown[]): RpcFailure {
  const wrongChain = causes.find((cause) => cause instanceof WrongChainError);
  if (wrongChain) {
    const { given, needed } = wrongChain;
    return { kind: "wrongChain", trouble: { reason: "wrongChain", given, needed }, isCertain: true };
  }
  if (causes.some((cause) => (cause as { name?: string }).name === "AbortError")) return { kind: "aborted", isCertain: false };
  if (causes.some((cause) => cause instanceof TimeoutError)) return { kind: "silent", trouble: { reason: "slow" }, isCertain: false };

  const answer = causes.find((cause) => cause instanceof RpcRequestError);
  const http = causes.find((cause) => cause instanceof HttpRequestError);
  const { status, headers } = answer ?? http ?? {};
  if (status === 429 || (answer && LIMITED.has(answer.code)))
    return { kind: "limited", trouble: { reason: "limited" }, isCertain: true, retryAfter: retryAfterOf(headers) };
  if (answer && (status === undefined || status < 500)) {
    const said = answer.details;
    const isElsewhere = (ELSEWHERE.has(answer.code) && !/revert/i.test(said)) || MISSING_STATE.test(said);
    return { kind: isElsewhere ? "elsewhere" : "answer", said, isCertain: !isElsewhere };
  }
  if (status !== undefined)
    return { kind: "broken", trouble: { reason: "status", status }, isCertain: status === 401 || status === 403 || status === 404 };
  if (causes.some((cause) => UNREACHABLE.has(String((cause as { code?: unknown }).code))))
    return { kind: "broken", trouble: { reason: "unreachable" }, isCertain: true };
  if (causes.some((cause) => cause instanceof SyntaxError || cause instanceof MalformedAnswerError))
    return { kind: "broken", trouble: { reason: "malformed" }, isCertain: false };
  if (http) return { kind: "broken", trouble: { reason: "closed" }, isCertain: false };
  // Too large for every node, or of no use to any: not the endpoint's fault.
  return { kind: "answer", isCertain: !causes.some((cause) => cause instanceof ResponseBodyTooLargeError) };
}

/** The endpoint failed before the request itself was sent. */
export class NotSentError extends Error {
  override readonly name = "NotSentError";
}

/** JSON, but not what was asked for. */
export class MalformedAnswerError extends Error {
  override readonly name = "MalformedAnswerError";
}

function retryAfterOf(headers: Headers | undefined): number | undefined {
  const text = headers?.get("retry-after");
  if (!text) return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return milliseconds > 0 ? milliseconds : undefined;
}
