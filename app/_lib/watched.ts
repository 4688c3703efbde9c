const STORED = "presage.watched";
const MAX = 500;
const listeners = new Set<() => void>();
let text: string | null | undefined;

/** The markets that the reader watches, kept in this browser alone and told to its other tabs. */
export const watched = {
  subscribe(listener: () => void) {
    const onStorage = ({ key }: StorageEvent) => {
      if (key !== STORED && key !== null) return;
      text = undefined;
      listener();
    };
    listeners.add(listener);
    window.addEventListener("storage", onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener("storage", onStorage);
    };
  },
  has: (id: string) => ids().includes(id),
  toggle(id: string) {
    const before = ids();
    const next = before.includes(id) ? before.filter((each) => each !== id) : [...before, id].slice(-MAX);
    text = JSON.stringify(next);
    try {
      localStorage.setItem(STORED, text);
    } catch {
      // a browser that keeps nothing watches until the page is left
    }
    for (const listener of listeners) listener();
  },
};

function ids(): string[] {
  try {
    if (text === undefined) text = localStorage.getItem(STORED);
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}
