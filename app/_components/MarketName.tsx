"use client";

import Link from "next/link";
import type { Market } from "../../sdk/types.ts";
import { clean } from "../_lib/format.ts";
import { useVouched } from "../_lib/useVouched.ts";
import { NotKnown } from "../_ui/NotKnown.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** A market by its question, which leads to it, in a row that is about something of it; with a warning if nobody vouches for it. */
export function MarketName({ market, className = "question-link" }: { market: Market; className?: string }) {
  const { t } = useTexts();
  const { isVouchedMarket } = useVouched();
  return (
    <span className="grid min-w-0 gap-0.5" style={{ overflowWrap: "anywhere" }}>
      <Link className={className} prefetch={false} href={`/market/${market.id}`}>
        <bdi className="line-clamp-3">{clean(market.metadata.question)}</bdi>
      </Link>
      {!isVouchedMarket(market) && <NotKnown text={t("card.unknown")} />}
    </span>
  );
}
