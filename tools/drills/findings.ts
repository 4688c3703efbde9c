type Figure = number | string | boolean;

/** What a drill measures, and what of it is not as it must be. */
export class Findings {
  readonly figures: Record<string, Figure> = {};
  readonly faults: string[] = [];

  /** A figure that no bound is set for. */
  note(name: string, value: Figure): void {
    this.figures[name] = value;
  }

  atMost(name: string, value: number, limit: number): void {
    this.note(name, value);
    if (!(value <= limit)) this.faults.push(`${name} is ${value}, at most ${limit} is allowed`);
  }

  atLeast(name: string, value: number, limit: number): void {
    this.note(name, value);
    if (!(value >= limit)) this.faults.push(`${name} is ${value}, at least ${limit} is needed`);
  }

  equal(name: string, value: Figure, expected: Figure): void {
    this.note(name, value);
    if (value !== expected) this.faults.push(`${name} is ${value}, expected ${expected}`);
  }

  /** Something that must be so, of which nothing is measured. */
  holds(what: string, isSo: boolean): void {
    if (!isSo) this.faults.push(what);
  }
}
