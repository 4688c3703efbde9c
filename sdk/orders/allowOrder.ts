import type { Account, Address, Client, Hash } from "viem";
import { approvals } from "../approvals.ts";
import { approvePositionCall } from "../calls/approvePosition.ts";
import { isSameAddress } from "../isSameAddress.ts";
import { accountKind } from "../paying/accountKind.ts";
import { findPermit } from "../paying/findPermit.ts";
import { sendCall } from "../sendCall.ts";
import { type Permit, signPermit } from "../signPermit.ts";
import { simulateCall } from "../simulateCall.ts";
import { toPresageError } from "../toPresageError.ts";
import type { Token } from "../types.ts";
import type { Order } from "./order.ts";
import { permitCall } from "./permitCall.ts";
import type { Relay } from "./relay.ts";

/** What is being asked of the wallet. */
export interface PlacingStage {
  /**
   * `permit`: a signature that allows the orders contract what the open orders cost. `approve`: the same as a transaction, exactly the
   * amount, or nothing first for tokens that ask for it. `sign`: the order itself.
   */
  kind: "permit" | "approve" | "sign";
  /** Which of the requests that are foreseen, from 1. */
  step: number;
  steps: number;
  /** What is allowed in all, base units of what is given. */
  allowance?: bigint;
  /** Once an approval is sent. */
  hash?: Hash;
}

export interface Allowing {
  account: Account;
  order: Order;
  relay: Relay;
  markets: Address;
  /** The market's collateral. */
  token: Token;
  /** What may be taken now, and what has to be, base units. */
  allowance: bigint;
  needed: bigint;
  /** Unix seconds: a permit has to be good until then. */
  deadline: bigint;
  /** Permits that came with the maker's open orders. */
  kept: readonly Permit[];
  onStage?: (stage: PlacingStage) => void;
  /** Milliseconds without any answer from the chain after which a sent approval is not waited for, no limit unless told. */
  silence?: number;
}

/** Seconds that a permit is good for beyond the orders that it is for, so that renewing them takes no other. */
const SPARE = 30n * 86_400n;

/**
 * Lets the orders contract take exactly what a maker's open orders give. For a purchase by a permit, which is signed and given back to
 * go with the order (one that is there and suffices goes with this one too), where the account has a key and the token an exact one; else by approvals, which are sent. `steps`: how
 * many requests it took. Throws as `sendCall`.
 */
export async function allowOrder(
  publicClient: Client,
  walletClient: Client,
  options: Allowing,
): Promise<{ permit?: Permit; steps: number }> {
  const { account, order, relay, markets, token, allowance, needed, onStage, silence } = options;
  if (!order.sell) {
    const kept = await keptPermit(publicClient, options);
    if (kept) return { permit: kept, steps: 0 };
    const permit = await permitFor(publicClient, walletClient, options);
    if (permit) return { permit, steps: 1 };
  }

  const spender = relay.orders;
  const calls = order.sell
    ? [approvePositionCall({ markets, spender, id: order.positionId, amount: needed })]
    : await approvals(publicClient, { account, token: token.address, spender, amount: needed, allowance });
  for (const [index, call] of calls.entries()) {
    const isLast = index === calls.length - 1;
    const stage = { kind: "approve", step: index + 1, steps: calls.length + 1, allowance: isLast ? needed : 0n } as const;
    onStage?.(stage);
    const onHash = (hash: Hash) => onStage?.({ ...stage, hash });
    await sendCall(publicClient, walletClient, call, { account, token, onHash, ...(silence !== undefined && { silence }) });
  }
  return { steps: calls.length };
}

/** One that suffices, is good for as long as the orders are, and has not been used or ended by another. */
async function keptPermit(client: Client, { account, relay, token, kept, needed, deadline }: Allowing): Promise<Permit | undefined> {
  const permit = kept.find((each) => isSameAddress(each.token, token.address) && each.value === needed && each.deadline >= deadline);
  if (!permit) return undefined;
  const use = permitCall({ orders: relay.orders, owner: account.address, permit });
  return simulateCall(client, use, { account, token }).then(
    () => permit,
    () => undefined,
  );
}

/** Undefined where account, token or wallet have none that can be used. */
async function permitFor(publicClient: Client, walletClient: Client, options: Allowing): Promise<Permit | undefined> {
  const { account, relay, markets, token, needed, deadline, onStage } = options;
  const { chainId, orders: spender } = relay;
  if ((await accountKind(publicClient, account.address)) === "contract") return undefined;
  const found = await findPermit(publicClient, { token: token.address, markets, chainId });
  if (found.form !== "exact") return undefined;
  onStage?.({ kind: "permit", step: 1, steps: 2, allowance: needed });
  try {
    const signing = { token: token.address, spender, value: needed, deadline: deadline + SPARE, chainId, account, domain: found.domain };
    const permit = await signPermit(publicClient, walletClient, signing);
    // a token may ask a delegated account's code, which does not know the signature of its key
    await simulateCall(publicClient, permitCall({ orders: spender, owner: account.address, permit }), { account, token });
    return permit;
  } catch (error) {
    const refusal = toPresageError(error, { token });
    if (["Unknown", "PermitUnsupported", "PermitFailed"].includes(refusal.code)) return undefined;
    throw refusal;
  }
}
