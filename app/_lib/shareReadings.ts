/** Readings by name that many visitors share: one in flight, its answer good for `freshMs`, at most `maxKept` remembered. */
export function shareReadings({ freshMs, maxKept }: { freshMs: number; maxKept: number }) {
  const kept = new Map<string, { at: number; answer: Promise<unknown> }>();
  return function share<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = kept.get(name);
    if (known && Date.now() - known.at < freshMs) return known.answer as Promise<T>;
    const answer = read();
    const entry = { at: Number.POSITIVE_INFINITY, answer }; // in flight, however long that takes
    kept.delete(name);
    kept.set(name, entry);
    answer.then(
      () => {
        entry.at = Date.now();
      },
      () => {
        if (kept.get(name) === entry) kept.delete(name);
      },
    );
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) break;
      kept.delete(oldest);
    }
    return answer;
  };
}
