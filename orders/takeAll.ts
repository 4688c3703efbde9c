/** Reads under way at once. */
const AT_ONCE = 200;

/**
 * Takes all of what is to be read and reads it. What could not be read is there again, and so is what somebody has put there since
 * its reading began, which may have been too early.
 */
export async function takeAll<Key, Value>(stale: Map<Key, Value>, read: (value: Value) => Promise<void>): Promise<void> {
  await inTurn([...stale], async ([key, value]) => {
    stale.delete(key);
    try {
      await read(value);
    } catch (error) {
      if (!stale.has(key)) stale.set(key, value);
      throw error;
    }
  });
}

/** Works on all of them, some at once. */
export async function inTurn<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  for (let index = 0; index < all.length; index += AT_ONCE) await Promise.all(all.slice(index, index + AT_ONCE).map(work));
}
