/** One reading: under way, or done and fresh for a while. */
interface Reading<T> {
  answer: Promise<T>;
  /** When it began. */
  at: number;
  /** When it ended; not yet while it is under way. */
  endedAt?: number;
}

/**
 * Readings that all who ask share: those that are under way however long they take, so that a slow source is not asked again for every
 * visitor, and those that are no older than `freshMs`. What fails is forgotten. At most `most` are kept, the latest.
 */
export function sharedReadings<T>({ freshMs, most = 1 }: { freshMs: number; most?: number }) {
  const kept = new Map<string, Reading<T>>();

  /** `since`: when whoever asks came; what was being read by then, or since, is fresh for them, and nothing else. */
  return function read(key: string, load: () => Promise<T>, { since }: { since?: number } = {}): Promise<T> {
    const now = Date.now();
    const reading = kept.get(key);
    if (reading) {
      const { at, endedAt } = reading;
      const isFresh = endedAt === undefined || (since === undefined ? now - at < freshMs : endedAt >= since);
      if (isFresh) return reading.answer;
    }
    const next: Reading<T> = { answer: load(), at: now };
    kept.delete(key);
    kept.set(key, next);
    for (const [oldest, { endedAt }] of kept) {
      if (kept.size <= most) break;
      if (endedAt !== undefined) kept.delete(oldest);
    }
    next.answer.then(
      () => {
        next.endedAt = Date.now();
      },
      () => {
        if (kept.get(key) === next) kept.delete(key);
      },
    );
    return next.answer;
  };
}
