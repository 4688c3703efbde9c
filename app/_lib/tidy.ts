const KEY = "presage.hideWorthless";
const listeners = new Set<() => void>();

/** Whether positions that pay nothing any more are put away, as this browser remembers it. */
export const tidy = {
  get(): boolean {
    try {
      return localStorage.getItem(KEY) === "1";
    } catch {
      return false; // storage is forbidden: nothing is remembered
    }
  },
  getOnServer: () => false,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  set(isTidy: boolean) {
    try {
      localStorage.setItem(KEY, isTidy ? "1" : "0");
    } catch {
      // as above
    }
    for (const listener of listeners) listener();
  },
};
