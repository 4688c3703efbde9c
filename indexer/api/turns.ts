import { AsyncLocalStorage } from "node:async_hooks";

/** Lets one at a time have the embedded database, in the order in which they came. */
export class Turns {
  readonly #holder = new AsyncLocalStorage<true>();
  #last: Promise<unknown> = Promise.resolve();

  take<T>(use: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(() => this.#holder.run(true, use));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Whether whoever asks has it. */
  get isMine(): boolean {
    return this.#holder.getStore() === true;
  }
}
