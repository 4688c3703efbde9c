"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { freshness } from "../_lib/freshness.ts";
import { useTexts } from "./TextsProvider.tsx";

const STALE_SECONDS = 20;

/** A dot that says as of which block the page speaks, and in words when that is long ago. `block` is the server's reading. */
export function Freshness({ block }: { block: bigint }) {
  const { t } = useTexts();
  const latest = useSyncExternalStore(freshness.subscribe, freshness.get, freshness.getOnServer);
  const age = useAge(latest.readAt);
  const isStale = age > STALE_SECONDS;
  const text = t("fresh.block", { block: String(latest.block > block ? latest.block : block) });
  return (
    <p role="status" aria-label="Freshness" title={text} className={isStale ? "notice" : "inline-flex min-h-4 items-center"}>
      {!isStale && <span aria-hidden className="fresh-dot" />}
      <span className={isStale ? "" : "sr-only"}>{text}</span>
      {isStale && `. ${navigator.onLine ? t("fresh.stale", { seconds: age }) : t("fresh.offline")}`}
    </p>
  );
}

/** Seconds since a time in milliseconds, or since the page began; zero for as long as it is recent, so that nothing is drawn anew for it. */
function useAge(readAt: number): number {
  const began = useRef(0);
  const [age, setAge] = useState(0);
  useEffect(() => {
    began.current ||= Date.now();
    const look = () => {
      const seconds = Math.floor((Date.now() - Math.max(readAt, began.current)) / 1000);
      setAge(seconds > STALE_SECONDS ? seconds : 0);
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [readAt]);
  return age;
}
