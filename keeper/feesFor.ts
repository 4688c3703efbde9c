import { raisedFee } from "../sdk/raisedFee.ts";

/** Fees of EIP-1559, in wei for a unit of gas. */
export interface Fees {
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
}

/**
 * What to offer now, or instead of what was offered before: at least an eighth more of both, as the nodes ask, and at least
 * what the chain asks now. Undefined if that is above `cap`: then nothing is sent, and what is under way stays as it is.
 */
export function feesFor(now: Fees, { before, cap }: { before?: Fees; cap: bigint }): Fees | undefined {
  const atLeast = (fee: bigint, least: bigint) => (fee > least ? fee : least);
  const fees = before
    ? {
        maxFeePerGas: atLeast(now.maxFeePerGas, raisedFee(before.maxFeePerGas)),
        maxPriorityFeePerGas: atLeast(now.maxPriorityFeePerGas, raisedFee(before.maxPriorityFeePerGas)),
      }
    : now;
  if (fees.maxFeePerGas > cap) {
    // What the chain asks of the next block is less than what is offered for those after it: that may still fit.
    const least = before ? raisedFee(before.maxFeePerGas) : (now.maxFeePerGas * 2n) / 3n;
    if (least > cap) return undefined;
    return { maxFeePerGas: cap, maxPriorityFeePerGas: fees.maxPriorityFeePerGas < cap ? fees.maxPriorityFeePerGas : cap };
  }
  return fees;
}
