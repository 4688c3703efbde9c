"use client";

import { countdown } from "../_lib/countdown.ts";
import { useTimeLeft } from "../_lib/useChain.ts";

/** The time that is left, counting; nothing once it is over. What it counts to stands beside it for who cannot see it move. */
export function Countdown({ until }: { until: number }) {
  const text = useTimeLeft(until, countdown, "");
  return text ? (
    <span role="timer" className="countdown">
      {text}
    </span>
  ) : null;
}
