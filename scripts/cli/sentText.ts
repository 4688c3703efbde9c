import type { Outcome, Sent } from "./journal.ts";

const WORDS: Record<Outcome, string> = {
  mined: "mined",
  reverted: "mined, but it failed and changed nothing",
  refused: "not taken by the chain",
  replaced: "never mined: another transaction took its place",
};

/** A transaction and what became of it: "0x12… (createMarket: mined)". */
export function sentText({ hash, nonce, what, outcome }: Pick<Sent, "hash" | "nonce" | "what" | "outcome">): string {
  return `${hash ?? `the transaction of nonce ${nonce}`} (${what}: ${outcome ? WORDS[outcome] : "not known to be mined"})`;
}
