import type { Account, Address, Client, Hash, TransactionReceipt } from "viem";
import type { PresageError } from "../errors.ts";
import type { Payment } from "../planned.ts";
import type { Call } from "../types.ts";
import type { Way } from "./way.ts";

/** Why a way does not lead there. */
export type Hindrance =
  /** Not `Markets` is paid, and only that takes permits. */
  | "otherContract"
  /** The account is a contract: it has no signature that the token could check. */
  | "contractAccount"
  | "noPermit"
  /** The token's permit can only allow everything. */
  | "olderPermit"
  /** The wallet cannot do it. */
  | "wallet"
  /** The token did not take what was signed. */
  | "notTaken"
  /** The person refused it. */
  | "rejected";

/** What is being asked of the wallet, or waited for. */
export interface Stage {
  /**
   * `permit`: a signature, no transaction. `approve`: exactly the amount, or nothing first, for tokens that ask for it. `batch`: approval
   * and call in one request. `send`: the call itself.
   */
  kind: "permit" | "approve" | "batch" | "send";
  /** Which of the requests that are foreseen, from 1; `steps` grows if one way is refused and the next is tried. */
  step: number;
  steps: number;
  /** What is allowed, in base units of the token that is paid; zero if an older allowance is taken back first. */
  allowance?: bigint;
  /** The ways that were tried before this one, and why they ended. */
  instead?: readonly { way: Way; hindrance: Hindrance }[];
  /** Once it is sent. */
  hash?: Hash;
  /** Once the wallet has a batch, which its owners may still have to sign: the wallet's name for it (EIP-5792). */
  calls?: string;
}

/** What every way is given. */
export interface Paying {
  publicClient: Client;
  walletClient: Client;
  account: Account;
  markets: Address;
  call: Call;
  payment: Payment;
  /** Unix seconds. */
  deadline: bigint;
  /** What may be taken now, in base units. */
  allowance: bigint;
  say: (stage: Stage) => void;
  send: (call: Call, stage: Stage) => Promise<TransactionReceipt>;
  /** Milliseconds to wait for what was sent. */
  timeout: number;
}

/** This way is none; nothing was sent, and the next can be tried. */
export class NoWay extends Error {
  override readonly name = "NoWay";
  readonly hindrance: Hindrance;

  constructor(hindrance: Hindrance, cause?: Error) {
    super(hindrance, cause && { cause });
    this.hindrance = hindrance;
  }
}

/**
 * Whether a wallet's refusal is that it cannot: it does not know or allow what it was asked (a locked one will say so again), or it
 * signs as a contract account does.
 */
export function isUnable({ code }: PresageError): boolean {
  return code === "Unknown" || code === "WalletLocked" || code === "PermitUnsupported";
}
