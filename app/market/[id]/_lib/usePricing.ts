"use client";

import { useEffect, useState } from "react";

type Pricing = typeof import("./pricing.ts")["pricing"];

/** Loaded as soon as the page is drawn; undefined until then. What is typed meanwhile is priced when it is there. */
export function usePricing(): Pricing | undefined {
  const [pricing, setPricing] = useState<Pricing>();
  useEffect(() => {
    void import("./pricing.ts").then((module) => setPricing(module.pricing));
  }, []);
  return pricing;
}
