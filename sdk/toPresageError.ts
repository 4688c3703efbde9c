import { BaseError, decodeErrorResult, type Hex, parseAbi } from "viem";
import { errorsAbi } from "./abi/errors.ts";
import { causesOf } from "./causesOf.ts";
import { describeError, PresageError, withToken } from "./errors.ts";
import { cleanText } from "./text/cleanText.ts";
import { cutText } from "./text/cutText.ts";
import type { Call, Token } from "./types.ts";
import { unitOf } from "./unitOf.ts";

/** As much of others' words as anybody reads. */
const MOST_SAID = 500;
const standardErrors = parseAbi(["error Error(string reason)", "error Panic(uint256 code)"]);

/** Failures that viem names, by the name of its class. What a person is told never holds the RPC's address: it may be secret. */
const known: Record<string, Pick<PresageError, "code" | "details">> = {
  UserRejectedRequestError: { code: "UserRejected", details: {} },
  UnauthorizedProviderError: { code: "WalletLocked", details: {} },
  ConnectorAccountNotFoundError: { code: "WalletLocked", details: {} },
  ConnectorChainMismatchError: { code: "WrongChain", details: {} },
  SwitchChainError: { code: "WrongChain", details: {} },
  ChainMismatchError: { code: "WrongChain", details: {} },
  InsufficientFundsError: { code: "InsufficientFunds", details: {} },
  NonceTooLowError: { code: "NonceTaken", details: {} },
  FeeCapTooLowError: { code: "GasPriceTooLow", details: {} },
  ContractFunctionZeroDataError: { code: "NoContract", details: {} },
  AbiDecodingZeroDataError: { code: "NoContract", details: {} },
  ContractFunctionReturnedNoDataError: { code: "NoContract", details: {} },
  WaitForTransactionReceiptTimeoutError: { code: "NotMinedYet", details: {} },
  WaitForCallsStatusTimeoutError: { code: "NotMinedYet", details: {} },
  LimitExceededRpcError: { code: "RpcUnavailable", details: { reason: "limited" } },
  HttpRequestError: { code: "RpcUnavailable", details: { reason: "unreachable" } },
  WebSocketRequestError: { code: "RpcUnavailable", details: { reason: "unreachable" } },
  SocketClosedError: { code: "RpcUnavailable", details: { reason: "closed" } },
  TimeoutError: { code: "RpcUnavailable", details: { reason: "slow" } },
};

/**
 * Any failure as a `PresageError`. `token` gives amounts in its message their unit, and `call`, which was refused, says of those
 * that can be either whether they are positions; `details` are added to its own.
 */
export function toPresageError(
  error: unknown,
  context: { token?: Token | undefined; call?: Call; details?: Record<string, unknown> } = {},
): PresageError {
  const own = error instanceof PresageError ? error : classify(error);
  const unit = own.code === "SlippageOut" && context.call ? unitOf(context.call) : undefined;
  const classified = withToken(unit ? described(own.code, { ...own.details, unit }, own.cause) : own, context.token);
  if (!context.details) return classified;
  const { code, message, remedy, details, cause, token } = classified;
  return new PresageError({ code, message, remedy, details: { ...details, ...context.details }, cause, ...(token && { token }) });
}

function classify(cause: unknown): PresageError {
  const causes = causesOf(cause);
  // The transport's own, which viem wraps.
  const own = causes.find((each) => each instanceof PresageError);
  if (own) return own;
  // A wallet's words for "insufficient funds" can stand beside revert data; the data says more.
  const data = causes.map(revertDataOf).find((hex) => hex !== undefined);
  if (data) return fromRevert(data, cause);
  const match = causes.map((each) => known[nameOf(each)] ?? known[unnamed(each)]).find((entry) => entry !== undefined);
  if (match) return described(match.code, match.details, cause);
  const said = shortMessage(cause);
  if (causes.some((each) => nameOf(each) === "ExecutionRevertedError" || nameOf(each) === "ContractFunctionRevertedError")) {
    return new PresageError({ code: "Reverted", details: { said }, cause });
  }
  return new PresageError({ code: "Unknown", details: { said }, cause });
}

function fromRevert(data: Hex, cause: unknown): PresageError {
  try {
    const { abiItem, args = [], errorName } = decodeErrorResult({ abi: [...errorsAbi, ...standardErrors], data });
    const values = args as readonly unknown[];
    if (errorName === "Error")
      return new PresageError({ code: "Reverted", details: { reason: cutText(cleanText(String(values[0])), 200) }, cause });
    const inputs: readonly { name?: string }[] = "inputs" in abiItem ? abiItem.inputs : [];
    return described(errorName, Object.fromEntries(values.map((value, index) => [inputs[index]?.name ?? String(index), value])), cause);
  } catch {
    return new PresageError({ code: "Reverted", details: { data }, cause });
  }
}

/** An error whose code is known only when it happens. */
function described(code: string, details: Readonly<Record<string, unknown>>, cause: unknown): PresageError {
  const [message, remedy] = describeError({ code, details });
  return new PresageError({ code, message, remedy, details, cause });
}

/** Nodes and wallets nest revert data differently: `data`, `data.data`, or viem's `raw`. */
function revertDataOf(cause: unknown): Hex | undefined {
  const { raw, data } = cause as { raw?: unknown; data?: unknown };
  const nested = (data as { data?: unknown } | null | undefined)?.data;
  return [raw, data, nested].find((value): value is Hex => typeof value === "string" && /^0x[0-9a-f]{8}/i.test(value));
}

function nameOf(cause: unknown): string {
  return (cause as { name?: string }).name ?? "";
}

/** The name that viem would have given to what it passed through: an error by its code, or a node's own words for it. */
function unnamed(cause: unknown): string {
  const { code, status, message } = cause as { code?: unknown; status?: unknown; message?: unknown };
  if (code === 4001 || code === "ACTION_REJECTED") return "UserRejectedRequestError";
  if (code === 429 || status === 429) return "LimitExceededRpcError";
  return /enough funds|insufficient funds/i.test(String(message)) ? "InsufficientFundsError" : "";
}

/** A wallet's or a node's own words, which can be a stranger's: what a contract refused with stands in them. */
function shortMessage(error: unknown): string {
  const said = error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error);
  return cutText(cleanText(said), MOST_SAID);
}
