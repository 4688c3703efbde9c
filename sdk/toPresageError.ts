import { BaseError, decodeErrorResult, type Hex, parseAbi } from "viem";
import { errorsAbi } from "./abi/errors.ts";
import { causesOf } from "./causesOf.ts";
import { describeRevert } from "./describeRevert.ts";
import { PresageError } from "./errors.ts";
import type { Token } from "./types.ts";

const standardErrors = parseAbi(["error Error(string reason)", "error Panic(uint256 code)"]);

/** Failures that viem names, by the name of its class. What a person is told never holds the RPC's address: it may be secret. */
const known: Record<string, readonly [code: string, message: string, remedy: string]> = {
  UserRejectedRequestError: [
    "UserRejected",
    "The request was rejected in the wallet.",
    "Nothing was sent; try again if that was not meant.",
  ],
  UnauthorizedProviderError: ["WalletLocked", "The wallet has not authorized this account.", "Unlock the wallet and connect again."],
  SwitchChainError: ["WrongChain", "The wallet could not switch to the market's network.", "Switch the network in the wallet."],
  ChainMismatchError: ["WrongChain", "The wallet is on another network than the market.", "Switch the network in the wallet."],
  InsufficientFundsError: ["InsufficientFunds", "The account cannot pay for gas.", "Get some of the network's own coin."],
  NonceTooLowError: [
    "NonceTaken",
    "Another transaction of this account took this one's place.",
    "Check whether it went through before you try again.",
  ],
  FeeCapTooLowError: ["FeeTooLow", "The fee offered is below what the network asks now.", "Try again, with a higher fee if you set it."],
  ContractFunctionZeroDataError: [
    "NoContract",
    "There is no such contract at this address on this network.",
    "Check the network and the address book.",
  ],
  AbiDecodingZeroDataError: [
    "NoContract",
    "There is no such contract at this address on this network.",
    "Check the network and the address book.",
  ],
  ContractFunctionReturnedNoDataError: [
    "NoContract",
    "There is no such contract at this address on this network.",
    "Check the network and the address book.",
  ],
  WaitForTransactionReceiptTimeoutError: [
    "NotMinedYet",
    "The transaction was sent but not mined in time.",
    "It may still be; check it before you send again.",
  ],
  LimitExceededRpcError: ["RpcUnavailable", "The RPC endpoint limits the rate of requests.", "Wait a moment, or use another endpoint."],
  HttpRequestError: ["RpcUnavailable", "The RPC endpoint cannot be reached.", "Check the connection, or use another endpoint."],
  WebSocketRequestError: ["RpcUnavailable", "The RPC endpoint cannot be reached.", "Check the connection, or use another endpoint."],
  SocketClosedError: ["RpcUnavailable", "The RPC endpoint closed the connection.", "Check the connection, or use another endpoint."],
  TimeoutError: ["RpcUnavailable", "The RPC endpoint did not answer in time.", "Check the connection, or use another endpoint."],
};

/** Any failure as a `PresageError`. `token` gives amounts in the contracts' errors their unit; `details` are added to its own. */
export function toPresageError(error: unknown, context: { token?: Token; details?: Record<string, unknown> } = {}): PresageError {
  const classified = classify(error, context.token);
  if (!context.details) return classified;
  const { code, message, remedy, details, cause } = classified;
  return new PresageError({ code, message, remedy, details: { ...details, ...context.details }, cause });
}

function classify(error: unknown, token: Token | undefined): PresageError {
  const causes = causesOf(error);
  // The transport's own, which viem wraps.
  const own = causes.find((cause) => cause instanceof PresageError);
  if (own) return own;
  const match = causes.map((cause) => known[nameOf(cause)] ?? known[unnamed(cause)]).find((entry) => entry !== undefined);
  // A wallet's words for "insufficient funds" can stand beside revert data; the data says more.
  const data = causes.map(revertDataOf).find((hex) => hex !== undefined);
  if (data) return fromRevert(data, error, token);
  if (match) return new PresageError({ code: match[0], message: match[1], remedy: match[2], cause: error });
  if (causes.some((cause) => nameOf(cause) === "ExecutionRevertedError" || nameOf(cause) === "ContractFunctionRevertedError")) {
    return new PresageError({
      code: "Reverted",
      message: `The contract refused this without a reason that can be read: ${shortMessage(error)}`,
      remedy: "Check what was entered against the market's state.",
      cause: error,
    });
  }
  return new PresageError({
    code: "Unknown",
    message: shortMessage(error),
    remedy: "Try again; if it happens again, report it.",
    cause: error,
  });
}

function fromRevert(data: Hex, cause: unknown, token?: Token): PresageError {
  try {
    const { abiItem, args = [], errorName } = decodeErrorResult({ abi: [...errorsAbi, ...standardErrors], data });
    const values = args as readonly unknown[];
    const inputs: readonly { name?: string }[] = "inputs" in abiItem ? abiItem.inputs : [];
    const details = Object.fromEntries(values.map((value, index) => [inputs[index]?.name ?? String(index), value]));
    const [message, remedy] =
      errorName === "Error"
        ? [`The contract refused this: ${String(values[0]).slice(0, 200)}`, "Check what was entered against the market's state."]
        : errorName === "Panic"
          ? [`The contract failed with panic ${values[0]}.`, "This should not happen; report it."]
          : describeRevert(errorName, values, inputs, token);
    return new PresageError({ code: errorName === "Error" ? "Reverted" : errorName, message, remedy, details, cause });
  } catch {
    return new PresageError({
      code: "Reverted",
      message: `The contract refused this with an error that is not known here (${data.slice(0, 10)}).`,
      remedy: "The collateral or the resolver may have errors of its own; look it up by its first four bytes.",
      details: { data },
      cause,
    });
  }
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

function shortMessage(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}
