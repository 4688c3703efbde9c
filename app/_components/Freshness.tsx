"use client";

import { useClock } from "../_lib/useChain.ts";
import { useIsOnline } from "../_lib/useIsOnline.ts";
import { useTexts } from "./Providers.tsx";

const STALE_SECONDS = 20;

/** A dot that says as of which block the page speaks, and in words when there is no network or that is long ago. */
export function Freshness({ block, readAt }: { block: bigint; readAt: number }) {
  const { t } = useTexts();
  const now = useClock();
  const isOnline = useIsOnline();
  const age = now === null ? 0 : now - Math.floor(readAt / 1000);
  const isOld = age > STALE_SECONDS || !isOnline;
  const text = t("fresh.block", { block: String(block) });
  return (
    <p role="status" aria-label="Freshness" title={text} className={isOld ? "stale" : "inline-flex min-h-4 items-center"}>
      <span aria-hidden className="fresh-dot" data-stale={isOld} />
      <span className="sr-only">{text}</span>
      {isOld && <span>{isOnline ? t("fresh.stale", { seconds: age }) : t("fresh.offline")}</span>}
    </p>
  );
}
