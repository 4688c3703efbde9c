"use client";

import type { Market } from "../../sdk/types.ts";
import { relative, utc } from "../_lib/format.ts";
import { useNow } from "../_lib/useChain.ts";
import { useTexts } from "./TextsProvider.tsx";

/** Open or not, and until when. */
export function MarketStatus({ market }: { market: Pick<Market, "status" | "closesAt" | "halted"> }) {
  const { t, locale } = useTexts();
  const now = useNow();
  const { status, closesAt, halted } = market;
  const when = now === null ? utc(closesAt, locale) : relative(closesAt, now, locale);
  const closes =
    status === "Open"
      ? t("status.closes", { when })
      : status === "Closed"
        ? halted
          ? t("status.halted")
          : t("status.closed", { when })
        : "";
  return (
    <>
      <span className={`chip chip-${status}`}>{t(`status.${status}`)}</span>
      {closes && <span className="note truncate">{closes}</span>}
    </>
  );
}
