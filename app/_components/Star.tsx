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
    />
  );
}
