"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { sent } from "../_lib/sent.ts";

const SentList = dynamic(() => import("./SentList.tsx").then((module) => module.SentList), { ssr: false });

/** The list of what was sent and has not ended, loaded by those who have sent something. */
export function SentLater() {
  const { length } = useSyncExternalStore(sent.subscribe, sent.get, sent.getOnServer);
  return length > 0 && <SentList />;
}
