/** What a stream still has to tell its listener, in order. */
export class Outbox<T> {
  readonly #waiting: T[] = [];
  #wake = () => {};

  get size(): number {
    return this.#waiting.length;
  }

  put(item: T): void {
    this.#waiting.push(item);
    this.#wake();
  }

  take(): T | undefined {
    return this.#waiting.shift();
  }

  /** Ends a wait though nothing came. */
  wake(): void {
    this.#wake();
  }

  /** Waits until something is put or `wake` is called, so many milliseconds at most: then it was quiet, and the answer is true. */
  isQuiet(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
    });
  }
}
