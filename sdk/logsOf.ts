import { isSameAddress } from "./isSameAddress.ts";

/**
 * The logs of one contract among a transaction's, in their order. Whatever a stranger's contract is called for, a token's transfer
 * included, it can log any event with any arguments: what counts is where a log comes from, not what it is named.
 */
export function logsOf<log extends { address: string }>(contract: string | undefined, logs: readonly log[]): log[] {
  return logs.filter(({ address }) => isSameAddress(contract, address));
}
