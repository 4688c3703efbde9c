"use client";

import { useSyncExternalStore } from "react";
import { watched } from "../_lib/watched.ts";
import { useTexts } from "./TextsProvider.tsx";

/** Watches a market, or no longer. */
export function Star({ id, question }: { id: string; question: string }) {
  const { t } = useTexts();
  const isWatched = useSyncExternalStore(
    watched.subscribe,
    () => watched.has(id),
    () => false,
  );
  return (
    <button
      type="button"
      className="star"
      aria-pressed={isWatched}
      aria-label={t("card.watch", { question })}
      onClick={() => watched.toggle(id)}
    >
      <svg aria-hidden="true" width="18" height="18" viewBox="0 0 24 24" fill={isWatched ? "currentColor" : "none"} stroke="currentColor">
        <path d="m12 3 2.8 5.8 6.2.9-4.5 4.4 1.1 6.3L12 17.4l-5.6 3 1.1-6.3L3 9.7l6.2-.9z" strokeWidth="1.75" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
