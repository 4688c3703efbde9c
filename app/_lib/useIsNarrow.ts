"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(width < 64rem)";

/** Whether there is no room beside the page, as the style sheet has it (`lg`). The server says no. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(QUERY);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(QUERY).matches,
    () => false,
  );
}
