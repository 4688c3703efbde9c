"use client";

import { useEffect, useState } from "react";
import { relative } from "../_lib/format.ts";
import type { Readiness } from "../_lib/indexerTypes.ts";
import { readIndexer } from "../_lib/readIndexer.ts";
import { useTexts } from "./TextsProvider.tsx";

const POLL_MS = 2_000;

/** Says, on a page of what the indexer has, that the chain does not answer, and how old the page's block is. Nothing while all is well. */
export function ChainNotice({ asOf }: { asOf: { block: number; timestamp: number } }) {
  const { t, locale } = useTexts();
  const awayAt = useAwayAt();
  return (
    <div role="status" aria-label={t("list.chain")} className={awayAt === null ? "sr-only" : ""}>
      {awayAt !== null && (
        <p className="notice">
          <strong>{t("error.chain")}.</strong>{" "}
          {t("list.chainAway", { block: asOf.block, when: relative(Math.min(asOf.timestamp, awayAt), awayAt, locale) })}
        </p>
      )}
    </div>
  );
}

/** Unix seconds of the last look that found that the indexer answers and the chain does not; null otherwise. */
function useAwayAt(): number | null {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      if (!document.hidden) {
        const ready = await readIndexer<Readiness>("ready").catch(() => null);
        if (isOver) return;
        setAt(ready?.asOf && ready.head === null ? Math.floor(Date.now() / 1000) : null);
      }
      timer = setTimeout(look, POLL_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return at;
}
