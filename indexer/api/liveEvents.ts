import { type ActivityRow, presentActivity, readActivitySince } from "./activity.ts";
import { readMarkets, rhosOf } from "./markets.ts";
import { priceAt } from "./priceAt.ts";
import { readCount, readIdentities } from "./sequence.ts";
import { type AsOf, readSnapshot } from "./snapshot.ts";
import { priceOf } from "./tokens.ts";

const POLL_MS = 50;
const BATCH = 500;
const REMEMBERED = 2_000;

export type LiveEvent = {
  sequence: number;
  marketId: string | null;
  account: string | null;
  recipient: string | null;
  kind: string;
  /** Told by the fills that it carries out. */
  carrier: boolean;
  json: string;
};
export type LiveMessage =
  | { type: "activity"; events: LiveEvent[] }
  | { type: "reset"; sequence: number }
  | { type: "block"; asOf: AsOf; sequence: number };

/**
 * What happens, as it is indexed, read once for all who listen. Remembers what it told last: if the tables say something else
 * there now, a reorganisation took it back, and it says from where on to forget.
 */
export class LiveEvents {
  readonly #listeners = new Set<(told: LiveMessage) => void>();
  #told: { sequence: number; identity: string }[] = [];
  #sequence = -1;
  #block = -1;
  #timer: NodeJS.Timeout | undefined;

  listen(listener: (told: LiveMessage) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#timer) this.#poll();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The last activity that listeners have been told of; what came before it is in the tables. */
  async position(): Promise<number> {
    if (this.#sequence < 0) await this.#read();
    return this.#sequence;
  }

  get size(): number {
    return this.#listeners.size;
  }

  #poll(): void {
    this.#timer = setTimeout(async () => {
      if (this.#listeners.size === 0) {
        this.#timer = undefined;
        this.#sequence = -1; // whoever comes next begins anew
        this.#told = [];
        return;
      }
      try {
        await this.#read();
      } catch (error) {
        console.error("Live events could not be read, it tries again", error);
      }
      this.#poll();
    }, POLL_MS);
    this.#timer.unref();
  }

  async #read(): Promise<void> {
    const { asOf, result } = await readSnapshot(async (reader, asOf) => {
      const count = await readCount(reader);
      if (this.#sequence < 0) return { from: count, rows: [], markets: new Map(), isReset: false };
      const last = this.#told.at(-1);
      const isSame = !last || (count >= last.sequence && (await readIdentities(reader, last.sequence, 1))[0]?.identity === last.identity);
      const from = isSame ? Math.min(this.#sequence, count) : await this.#common(reader);
      const rows = count > from ? await readActivitySince(reader, from, BATCH) : [];
      const ids = [...new Set(rows.flatMap(({ marketId }) => (marketId === null ? [] : [marketId])))];
      return { from, rows, markets: await readMarkets(reader, asOf, ids), isReset: from < this.#sequence };
    });
    const { from, rows, markets, isReset } = result;
    if (isReset) {
      this.#told = this.#told.filter(({ sequence }) => sequence <= from);
      this.#tell({ type: "reset", sequence: from });
    }
    this.#sequence = from;
    if (rows.length > 0) {
      const prices = new Map([...markets].map(([id, row]) => [id, rhosOf(row).map((rho) => priceOf(priceAt(rho)))]));
      this.#tell({
        type: "activity",
        events: rows.map((row) => toEvent(row, row.marketId === null ? undefined : prices.get(row.marketId))),
      });
      this.#told.push(...rows.map(({ sequence, blockHash, logIndex }) => ({ sequence, identity: `${blockHash}${logIndex}` })));
      this.#told.splice(0, this.#told.length - REMEMBERED);
      this.#sequence = rows[rows.length - 1].sequence;
    }
    if (asOf.block !== this.#block) {
      this.#block = asOf.block;
      this.#tell({ type: "block", asOf, sequence: this.#sequence });
    }
  }

  /** The last thing told that is still so; zero if nothing that is remembered is. */
  async #common(reader: Parameters<typeof readCount>[0]): Promise<number> {
    const now = new Map(
      (await readIdentities(reader, this.#told[0]?.sequence ?? 0, REMEMBERED)).map((row) => [row.sequence, row.identity]),
    );
    return this.#told.findLast(({ sequence, identity }) => now.get(sequence) === identity)?.sequence ?? 0;
  }

  #tell(told: LiveMessage): void {
    for (const listener of this.#listeners) listener(told);
  }
}

export function toEvent(row: ActivityRow, prices: string[] | undefined): LiveEvent {
  const { sequence, kind, account, recipient, carrier } = row;
  const shown = presentActivity(row);
  const moves = kind === "Trade" || kind === "OrderFilled";
  const json = JSON.stringify(moves && prices ? { ...shown, prices } : shown);
  return { sequence, kind, marketId: shown.marketId, account, recipient, carrier, json };
}
