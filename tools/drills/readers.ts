import { pause } from "./until.ts";

export interface Read {
  /** Milliseconds of `performance.now()`. */
  at: number;
  took: number;
  error?: unknown;
}

/** Readers that ask again and again, each as soon as it has its answer and a short while more. */
export class Readers {
  readonly reads: Read[] = [];
  #isOver = false;
  readonly #all: Promise<unknown>;

  constructor(count: number, read: (reader: number) => Promise<unknown>, pauseMs = 20) {
    this.#all = Promise.all(
      Array.from({ length: count }, async (_, reader) => {
        while (!this.#isOver) {
          const at = performance.now();
          const error = await read(reader).then(
            () => undefined,
            (reason) => reason ?? "failed",
          );
          this.reads.push({ at, took: performance.now() - at, ...(error !== undefined && { error }) });
          await pause(pauseMs);
        }
      }),
    );
  }

  /** What was asked between two moments. */
  between(from: number, to = Number.POSITIVE_INFINITY): Read[] {
    return this.reads.filter(({ at }) => at >= from && at < to);
  }

  async stop(): Promise<Read[]> {
    this.#isOver = true;
    await this.#all;
    return this.reads;
  }
}

export const timesOf = (reads: readonly Read[]): number[] => reads.map(({ took }) => took);
export const errorsOf = (reads: readonly Read[]): unknown[] => reads.flatMap(({ error }) => (error === undefined ? [] : [error]));
