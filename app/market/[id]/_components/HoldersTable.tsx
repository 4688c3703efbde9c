"use client";

import type { Market } from "../../../../sdk/types.ts";
import { AccountLink } from "../../../_components/AccountLink.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, quantity } from "../../../_lib/format.ts";
import type { Holder } from "../../../_lib/indexerTypes.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { useIndexedPages } from "../../../_lib/useIndexer.ts";
import { useMoney } from "../../../_lib/useMoney.ts";

const PAGE = 8;

/** Who holds what, largest first. */
export function HoldersTable({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const { rows, failed, more } = useIndexedPages<Holder>(`markets/${market.id}/holders`, { limit: PAGE });
  const { collateral: token, outcomes } = market;
  return (
    <section aria-label={t("holders.title")} className="grid gap-4">
      {!rows && (
        <p className="note" role="status">
          {t(failed ? "history.unavailable" : "history.loading")}
        </p>
      )}
      {rows?.length === 0 && <p className="note">{t("holders.none")}</p>}
      {rows && rows.length > 0 && (
        <table className="table" aria-label={t("holders.title")}>
          <thead>
            <tr>
              <th scope="col">{t("holders.account")}</th>
              <th scope="col">{t("holders.position")}</th>
              <th scope="col" className="num">
                {t("holders.amount")}
              </th>
              <th scope="col" className="num max-sm:hidden">
                {t("holders.value")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((holder) => (
              <tr key={`${holder.account}${holder.kind}${holder.outcome}`}>
                <td className="text-sm whitespace-nowrap">
                  <AccountLink address={holder.account} />
                </td>
                <td style={{ "--c": outcomeColor(holder.outcome), overflowWrap: "anywhere" } as React.CSSProperties}>
                  <span className="inline-flex items-center gap-2">
                    {(holder.kind === "yes" || holder.kind === "no") && <span className="dot" aria-hidden />}
                    <bdi>{nameOf(holder)}</bdi>
                  </span>
                </td>
                <td className="num">{quantity(BigInt(holder.amount.base), token.decimals, locale)}</td>
                <td className="num max-sm:hidden">{money(BigInt(holder.value.base), token)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <button type="button" className="btn btn-small mt-3" onClick={more}>
          {t("activity.more")}
        </button>
      )}
    </section>
  );

  function nameOf({ kind, outcome }: Holder): string {
    if (kind === "liquidity") return t("position.liquidity");
    if (kind === "seed") return t("position.seed");
    const name = clean(outcomes[outcome] ?? "");
    return kind === "no" ? t("trade.noOn", { outcome: name }) : name;
  }
}
