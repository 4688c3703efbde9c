import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { type Address, type Hex, isAddressEqual } from "viem";

/** How a transaction ended: `mined` with success, `reverted`, not taken by the node, or never mined since another has its nonce. */
export type Outcome = "mined" | "reverted" | "refused" | "replaced";

/** A transaction that was about to be sent. */
export interface Sent {
  run: string;
  /** The command and its arguments. */
  command: string;
  account: Address;
  nonce: number;
  /** What it makes: a market by its `termsHash`, anything else by the hash of who is called with what. */
  makes: Hex;
  /** The function that it calls. */
  what: string;
  /** Known before it is sent if it is signed here, else from the answer. */
  hash?: Hex;
  /** The signed transaction. */
  raw?: Hex;
  outcome?: Outcome;
}

/** A line of the file. `chain` is the hash of the first block: local chains come and go under one id. */
type Line = { chain: Hex; at?: string } & (
  | ({ kind: "send" } & Omit<Sent, "outcome">)
  | { kind: "hash"; run: string; nonce: number; makes: Hex; hash: Hex }
  | { kind: "outcome"; run: string; nonce: number; makes: Hex; hash?: Hex; outcome: Outcome }
  | { kind: "done"; runs: string[] }
);

/** Where journals and locks are, unless PRESAGE_JOURNAL names another folder. */
export function journalFolder(): string {
  return process.env.PRESAGE_JOURNAL || path.resolve(import.meta.dirname, "../../.presage");
}

/** What was sent to a chain, written before it is: one line of JSON each, on the disk before anything goes out. */
export class Journal {
  readonly #file: string;
  readonly #chain: Hex;

  constructor(options: { folder: string; chainId: number; genesis: Hex }) {
    this.#file = path.join(options.folder, `${options.chainId}.jsonl`);
    this.#chain = options.genesis;
  }

  willSend(sent: Omit<Sent, "outcome">): void {
    this.#append({ kind: "send", at: new Date().toISOString(), chain: this.#chain, ...sent });
  }

  hasHash({ run, nonce, makes }: Sent, hash: Hex): void {
    this.#append({ kind: "hash", chain: this.#chain, run, nonce, makes, hash });
  }

  hasEnded({ run, nonce, makes, hash }: Sent, outcome: Outcome): void {
    this.#append({ kind: "outcome", chain: this.#chain, run, nonce, makes, ...(hash && { hash }), outcome });
  }

  /** These runs have done all that they were asked for. */
  areDone(runs: string[]): void {
    this.#append({ kind: "done", chain: this.#chain, runs });
  }

  /** What was sent by runs that have not done all that they were asked for. */
  unfinished(account?: Address): Sent[] {
    const sent: Sent[] = [];
    const done = new Set<string>();
    for (const line of this.#lines()) {
      if (line.kind === "done") for (const run of line.runs) done.add(run);
      else if (line.kind === "send") sent.push(line);
      else {
        const { run, nonce, makes, hash } = line;
        // the same with a higher fee differs by its hash alone
        const about = sent.findLast(
          (each) => each.run === run && each.nonce === nonce && each.makes === makes && (!each.hash || !hash || each.hash === hash),
        );
        if (about) Object.assign(about, line.kind === "hash" ? { hash: line.hash } : { outcome: line.outcome });
      }
    }
    return sent.filter((each) => !done.has(each.run) && (!account || isAddressEqual(each.account, account)));
  }

  /** A line that a kill has cut short says nothing: what it was about was not sent yet. */
  #lines(): Line[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, "utf8")
      .split("\n")
      .flatMap((text) => {
        try {
          const line = JSON.parse(text) as Line;
          return line.chain === this.#chain ? [line] : [];
        } catch {
          return [];
        }
      });
  }

  #append(line: Line): void {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const file = openSync(this.#file, "a+");
    try {
      writeSync(file, `${endsInLine(file) ? "" : "\n"}${JSON.stringify(line)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() === "\n";
}
