/** Why the chain could not be read: nobody answers, or another chain's endpoint does. */
export type ChainFailure = "away" | "otherChain";

/** What a page shows although the chain could not be read: how old that is, in seconds, and why. */
export interface Stale {
  seconds: number;
  failure: ChainFailure;
}

const FAILURES: Partial<Record<string, ChainFailure>> = { RpcUnavailable: "away", WrongChain: "otherChain" };

/** By the code of an error (`toPresageError`); undefined where the chain itself has answered. */
export function chainFailureOf(code: string | undefined): ChainFailure | undefined {
  return FAILURES[code ?? ""];
}
