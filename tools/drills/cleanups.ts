/** What a drill has started, ended in the reverse order however the drill ends. */
export class Cleanups {
  readonly #all: (() => unknown)[] = [];

  add<T>(started: T, end: (started: T) => unknown): T {
    this.#all.push(() => end(started));
    return started;
  }

  async run(): Promise<void> {
    for (const end of this.#all.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        console.error(error);
      }
    }
  }
}
