"use client";

import { useEffect, useRef, useState } from "react";

/** What a clock says, looked at every second and drawn anew only when it says something else. `first` until the page runs in a browser. */
export function useTicking<T>(look: () => T, first: T): T {
  const [seen, setSeen] = useState(first);
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let shown = first;
    const tick = () => {
      const next = latest.current();
      if (Object.is(next, shown)) return; // setting what is set already would draw anew
      shown = next;
      setSeen(next);
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [first]);
  return seen;
}
