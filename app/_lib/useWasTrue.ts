"use client";

import { useState } from "react";

/** Whether a condition holds or ever held: what was loaded for it may stay. */
export function useWasTrue(condition: boolean): boolean {
  const [was, setWas] = useState(condition);
  if (condition && !was) setWas(true);
  return was || condition;
}
