"use client";

import { useEffect, useState } from "react";
import { relative } from "../_lib/format.ts";
import type { Readiness } from "../_lib/indexerTypes.ts";
import { readIndexer } from "../_lib/readIndexer.ts";
import { useTexts } from "./TextsProvider.tsx";

const POLL_MS = 2_000;

interface Trouble {
  what: "history.unavailable" | "error.chain";
  /** Unix seconds at which it was seen last. */
  at: number;
}

/** Says, on a list of what the indexer has, that the indexer or the chain does not answer, and how old the list is. Nothing while all is well. */
export function ListNotice({ asOf: { block, timestamp } }: { asOf: { block: number; timestamp: number } }) {
  const { t, locale } = useTexts();
  const trouble = useTrouble();
  return (
    <div role="status" aria-label={t("list.state")} className={trouble ? "" : "sr-only"}>
      {trouble && (
        <p className="notice">
          <strong>{t(trouble.what)}.</strong>{" "}
          {t("list.old", { block, when: relative(Math.min(timestamp, trouble.at), trouble.at, locale) })}
        </p>
      )}
    </div>
  );
}

function useTrouble(): Trouble | null {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      if (!document.hidden) {
        const ready = await readIndexer<Readiness>("ready").catch(() => null);
        if (isOver) return;
        const what = !ready?.asOf ? "history.unavailable" : ready.head === null ? "error.chain" : null;
        setTrouble(what && { what, at: Math.floor(Date.now() / 1000) });
      }
      timer = setTimeout(look, POLL_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return trouble;
}
