import { createStore } from "./store.ts";

/**
 * A value that parts of the page follow, kept in this browser alone and told to its other tabs. `read` makes the value of what is kept
 * there, which may be anything; what it throws at, and a browser that keeps nothing, give `first`.
 */
export function createStored<T>(key: string, first: T, read: (kept: unknown) => T) {
  const current = createStore(first);
  let text: string | null | undefined;

  /** As it is kept now; the same object while that is the same text. */
  function load(): void {
    const kept = keptText();
    if (kept === text) return;
    text = kept;
    try {
      current.set(kept === null ? first : read(JSON.parse(kept)));
    } catch {
      current.set(first); // something else wrote there
    }
  }
  function keptText(): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return text ?? null; // storage is closed to this page: what it has stands
    }
  }
  function onStorage(event: StorageEvent): void {
    if (event.key === key || event.key === null) load();
  }

  let followers = 0;
  return {
    get(): T {
      if (text === undefined) load();
      return current.get();
    },
    getOnServer: () => first,
    /** Returns whether it will be there when the page is loaded again. */
    set(next: T): boolean {
      let isKept = true;
      try {
        const kept = JSON.stringify(next);
        localStorage.setItem(key, kept);
        text = kept;
      } catch {
        isKept = false; // it holds until the page is left
        text = keptText();
      }
      current.set(next);
      return isKept;
    },
    subscribe(listener: () => void): () => void {
      if (followers++ === 0) {
        addEventListener("storage", onStorage);
        if (text !== undefined) load(); // what other tabs did while nobody followed
      }
      const stop = current.subscribe(listener);
      return () => {
        stop();
        if (--followers === 0) removeEventListener("storage", onStorage);
      };
    },
  };
}
