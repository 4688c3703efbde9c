"use client";

import { useClock } from "../_lib/useChain.ts";
import { useTexts } from "./Providers.tsx";

const STALE_SECONDS = 20;

/** Says as of which block the page speaks, and when that is long ago. */
export function Freshness({ block, readAt }: { block: bigint; readAt: number }) {
  const { t } = useTexts();
  const now = useClock();
  const age = now === null ? 0 : now - Math.floor(readAt / 1000);
  const stale = age > STALE_SECONDS;
  return (
    <p role="status" aria-label="Freshness" className={stale ? "text-sm text-warn bg-warn-bg rounded-lg px-3 py-2" : "note"}>
      {t("fresh.block", { block: String(block) })}
      {stale && `. ${typeof navigator !== "undefined" && !navigator.onLine ? t("fresh.offline") : t("fresh.stale", { seconds: age })}`}
    </p>
  );
}
