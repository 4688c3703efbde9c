"use client";

import { countdown } from "../_lib/countdown.ts";
import { useNow } from "../_lib/useChain.ts";

/** The time that is left, counting; nothing once it is over. What it counts to stands beside it for who cannot see it move. */
export function Countdown({ until }: { until: number }) {
  const now = useNow();
  const text = now === null ? "" : countdown(until - now);
  return text ? (
    <span role="timer" className="countdown">
      {text}
    </span>
  ) : null;
}
