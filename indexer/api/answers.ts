const MOST = 1_000;

/** Answers as of one state of the tables: what is asked again before the next block is not worked out again. */
export class Answers {
  readonly #known = new Map<string, Promise<string>>();
  #state: number | undefined;

  /** `state` counts the changes of the tables; without one every answer is made anew. */
  give(question: string, state: number | undefined, make: () => Promise<string>): Promise<string> {
    if (state === undefined) return make();
    if (state !== this.#state || this.#known.size >= MOST) this.#known.clear();
    this.#state = state;
    const known = this.#known.get(question);
    if (known) return known;
    const made = make();
    this.#known.set(question, made);
    made.catch(() => {
      if (this.#known.get(question) === made) this.#known.delete(question);
    });
    return made;
  }
}
