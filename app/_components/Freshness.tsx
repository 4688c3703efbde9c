"use client";

import { useEffect, useRef, useState } from "react";
import { freshness } from "../_lib/freshness.ts";
import { useIsOnline } from "../_lib/useIsOnline.ts";
import { useTicking } from "../_lib/useTicking.ts";
import { useTexts } from "./TextsProvider.tsx";

const STALE_SECONDS = 20;

/**
 * A dot that says as of which block the page speaks, and in words when there is no network or that is long ago. `block` is the
 * server's reading.
 */
export function Freshness({ block }: { block: bigint }) {
  const { t } = useTexts();
  const place = useRef<HTMLParagraphElement>(null);
  const isOnline = useIsOnline();
  const age = useAge();
  const isOld = age > STALE_SECONDS || !isOnline;
  const textOf = (latest: bigint) => t("fresh.block", { block: String(latest > block ? latest : block) });
  const write = useRef(() => {});
  // a new block is no reason to draw anything anew: this writes its own text
  write.current = () => {
    const element = place.current;
    const words = element?.querySelector("[data-block]");
    if (!element || !words) return;
    element.title = textOf(freshness.block());
    words.textContent = element.title;
  };
  useEffect(() => {
    write.current();
    return freshness.subscribe(() => write.current());
  }, []);
  return (
    <p
      ref={place}
      role="status"
      aria-label="Freshness"
      title={textOf(block)}
      className={isOld ? "stale" : "inline-flex min-h-4 items-center"}
    >
      <span aria-hidden className="fresh-dot" data-stale={isOld} />
      <span data-block className="sr-only">
        {textOf(block)}
      </span>
      {isOld && <span>{isOnline ? t("fresh.stale", { seconds: age }) : t("fresh.offline")}</span>}
    </p>
  );
}

/** Seconds since the chain was heard of, or since the page began; zero while that is recent, so that nothing is drawn anew for it. */
function useAge(): number {
  const [began] = useState(Date.now);
  return useTicking(() => {
    const seconds = Math.floor((Date.now() - Math.max(freshness.readAt(), began)) / 1000);
    return seconds > STALE_SECONDS ? seconds : 0;
  }, 0);
}
