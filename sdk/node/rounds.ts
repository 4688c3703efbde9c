/** Does the same work again and again, one round at a time with a pause after each, until it is stopped. */
export class Rounds {
  readonly #work: () => Promise<void>;
  readonly #options: { pause: () => number; failed: (error: Error) => void };
  #timer?: ReturnType<typeof setTimeout>;
  #isStopping = false;
  #round: Promise<void> = Promise.resolve();
  /** Milliseconds of Unix time at which a round went well last; 0 before. */
  wentWellAt = 0;

  /** `pause`: milliseconds, asked after each round. `failed` hears of a round that threw: the next comes all the same. */
  constructor(work: () => Promise<void>, options: { pause: () => number; failed: (error: Error) => void }) {
    this.#work = work;
    this.#options = options;
  }

  /** Returns after the first round, however that ended. */
  start(): Promise<void> {
    const round = this.#work().then(() => {
      this.wentWellAt = Date.now();
    }, this.#options.failed);
    this.#round = round;
    void round.then(() => {
      if (!this.#isStopping) this.#timer = setTimeout(() => void this.start(), this.#options.pause());
    });
    return round;
  }

  /** Returns after the round that is under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await this.#round;
  }
}
