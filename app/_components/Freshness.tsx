"use client";

import { useClock } from "../_lib/useChain.ts";
import { useTexts } from "./Providers.tsx";

const STALE_SECONDS = 20;

/** A dot that says as of which block the page speaks, and in words when that is long ago. */
export function Freshness({ block, readAt }: { block: bigint; readAt: number }) {
  const { t } = useTexts();
  const now = useClock();
  const age = now === null ? 0 : now - Math.floor(readAt / 1000);
  const isStale = age > STALE_SECONDS;
  const text = t("fresh.block", { block: String(block) });
  return (
    <p role="status" aria-label="Freshness" title={text} className={isStale ? "notice" : "inline-flex min-h-4 items-center"}>
      {!isStale && <span aria-hidden className="fresh-dot" />}
      <span className={isStale ? "" : "sr-only"}>{text}</span>
      {isStale && `. ${typeof navigator !== "undefined" && !navigator.onLine ? t("fresh.offline") : t("fresh.stale", { seconds: age })}`}
    </p>
  );
}
