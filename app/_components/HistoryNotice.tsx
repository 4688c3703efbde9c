"use client";

import { useIndexerState } from "../_lib/useIndexer.ts";
import { useTexts } from "./TextsProvider.tsx";

/** Says when history is old or missing; nothing while all is well. */
export function HistoryNotice() {
  const { t } = useTexts();
  const { state, block = 0, lag = 0 } = useIndexerState();
  return (
    <div role="status" aria-label={t("history.label")} className={state === "behind" || state === "missing" ? "" : "sr-only"}>
      {state === "missing" && (
        <p className="rounded-xl bg-warn-bg px-4 py-3 text-sm text-warn">
          <strong className="font-semibold">{t("history.unavailable")}.</strong> {t("history.unavailable.hint")}
        </p>
      )}
      {state === "behind" && (
        <p className="rounded-xl bg-warn-bg px-4 py-3 text-sm text-warn">
          {lag > 0 ? t("history.behind", { lag, block }) : t("history.ahead", { block })}
        </p>
      )}
    </div>
  );
}
