"use client";

import { IndexerError } from "../_lib/readIndexer.ts";
import { useTexts } from "./TextsProvider.tsx";

/** Why there is none: the indexer does not answer, or does not know yet what the chain knows. */
export function NoHistory({ error }: { error?: Error | null }) {
  const { t } = useTexts();
  const isBehind = error instanceof IndexerError && error.status === 404;
  return (
    <>
      <p className="font-medium">{t(isBehind ? "history.notYet" : "history.unavailable")}</p>
      <p className="note">{t(isBehind ? "history.notYet.hint" : "history.unavailable.hint")}</p>
    </>
  );
}
