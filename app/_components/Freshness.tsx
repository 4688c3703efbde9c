"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Stale } from "../_lib/chainFailure.ts";
import { chainFailure, freshness } from "../_lib/freshness.ts";
import { useIsOnline } from "../_lib/useIsOnline.ts";
import { useTicking } from "../_lib/useTicking.ts";
import { useTexts } from "./TextsProvider.tsx";

const STALE_SECONDS = 20;

/**
 * A dot that says as of which block the page speaks, and in words when there is no network, the chain cannot be read, or that is long
 * ago. `block` is the server's reading, `stale` what that says of an old one.
 */
export function Freshness({ block, stale }: { block: bigint; stale?: Stale | undefined }) {
  const { t } = useTexts();
  const place = useRef<HTMLParagraphElement>(null);
  const isOnline = useIsOnline();
  const failed = useSyncExternalStore(chainFailure.subscribe, chainFailure.get, () => null);
  const isRead = useSyncExternalStore(freshness.subscribe, isHeardOf, () => false);
  const failure = failed ?? (isRead ? null : (stale?.failure ?? null));
  const age = useAge(failure === null ? STALE_SECONDS : 0, stale?.seconds);
  const isOld = age > 0 || failure !== null || !isOnline;
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
      {isOld && <span>{isOnline ? t(`fresh.${failure ?? "away"}`, { seconds: age }) : t("fresh.offline")}</span>}
    </p>
  );
}

/**
 * Seconds since the chain was heard of, or since the page began with what was `first` seconds old; zero up to `from`, so that nothing is
 * drawn anew while that is recent.
 */
function useAge(from: number, first = 0): number {
  const [began] = useState(() => Date.now() - first * 1_000);
  return useTicking(() => {
    const seconds = Math.floor((Date.now() - Math.max(freshness.readAt(), began)) / 1000);
    return seconds > from ? seconds : 0;
  }, first);
}

const isHeardOf = () => freshness.readAt() > 0;
