"use client";

import Link from "next/link";
import { useEffect, useSyncExternalStore } from "react";
import { transactions } from "../_lib/transactions.ts";
import { useTexts } from "./TextsProvider.tsx";

/** What went well is said for so long. */
const SHOWN_MS = 5_000;

/** Where the page says what becomes of what it is sending; what was sent before, and waits, is in `SentList`. */
export function TransactionStatus() {
  const { t } = useTexts();
  const transaction = useSyncExternalStore(transactions.subscribe, transactions.get, transactions.getOnServer);

  const isDone = transaction?.stage === "done";
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => transactions.set(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isDone]);

  const text =
    transaction &&
    (transaction.stage === "failed"
      ? t("tx.failed", { error: transaction.error ?? "" })
      : t(transaction.stage === "signing" ? "tx.signing" : "tx.pending", { what: transaction.what }));
  const tone = transaction?.stage === "failed" ? "text-bad" : transaction?.stage === "done" ? "text-good" : "";
  return (
    <div className="pointer-events-none fixed inset-x-0 top-14 z-70 flex justify-center p-3 lg:top-auto lg:bottom-0 lg:justify-start lg:p-6">
      <div
        role="status"
        aria-label={t("tx.title")}
        className={transaction ? "card pointer-events-auto max-w-md w-full flex items-start gap-3 p-4" : ""}
      >
        {transaction && (
          <>
            <div className="min-w-0 flex-1">
              <p className={`font-medium ${tone}`} style={{ overflowWrap: "anywhere" }}>
                {transaction.stage === "done" ? (
                  <>
                    <span className="sr-only">{t("tx.doneWord")}: </span>
                    {transaction.what.charAt(0).toLocaleUpperCase()}
                    {transaction.what.slice(1)} ·{" "}
                    <Link className="link" prefetch={false} href="/portfolio">
                      {t("tx.view")}
                    </Link>
                  </>
                ) : (
                  text
                )}
              </p>
              {transaction.stage !== "done" && transaction.hash && <p className="note font-mono truncate">{transaction.hash}</p>}
            </div>
            {transaction.other && (
              <button type="button" className="btn btn-small" onClick={transaction.other.take}>
                {transaction.other.text}
              </button>
            )}
            {(transaction.stage === "done" || transaction.stage === "failed") && (
              <button type="button" className="btn btn-quiet btn-small" onClick={() => transactions.set(null)}>
                {t("tx.dismiss")}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}
