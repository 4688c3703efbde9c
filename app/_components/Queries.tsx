"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { queriesOfPage } from "../_lib/queries.ts";

/** Around the parts of a page that read again what they show. */
export function Queries({ children }: { children: ReactNode }) {
  const [queries] = useState(queriesOfPage);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
