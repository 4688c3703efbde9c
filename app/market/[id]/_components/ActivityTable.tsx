"use client";

import type { Activity } from "../../../../sdk/activity.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/Providers.tsx";
import { clean, money, quantity, relative, shortAddress, utc } from "../../../_lib/format.ts";
import { useActivity, useNow } from "../../../_lib/useChain.ts";

const SHOWN = 25;

export function ActivityTable({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const now = useNow();
  const activity = useActivity(market.id);
  const rows = activity?.toReversed().slice(0, SHOWN);
  return (
    <section aria-label={t("activity.title")} className="card panel">
      <h2>{t("activity.title")}</h2>
      {!rows && (
        <p className="note" role="status">
          {t("loading")}
        </p>
      )}
      {rows?.length === 0 && <p className="note">{t("activity.none")}</p>}
      {rows && rows.length > 0 && (
        <div className="overflow-x-auto">
          <table className="table" aria-label={t("activity.title")}>
            <thead>
              <tr>
                <th scope="col">{t("activity.who")}</th>
                <th scope="col">{t("activity.what")}</th>
                <th scope="col" className="num">
                  {t("activity.when")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.transactionHash}${row.logIndex}`}>
                  <td className="font-mono text-sm whitespace-nowrap">{row.account ? shortAddress(row.account) : ""}</td>
                  <td>
                    <bdi>{sentence(row)}</bdi>
                  </td>
                  <td className="num note whitespace-nowrap" title={utc(row.timestamp, locale)}>
                    {now === null ? utc(row.timestamp, locale) : relative(row.timestamp, now, locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );

  function sentence(row: Activity): string {
    const { collateral: token, outcomes } = market;
    const cash = (amount: bigint) => money(amount, token, locale);
    const amount = (value: bigint) => quantity(value, token.decimals, locale);
    switch (row.kind) {
      case "Trade": {
        const name = clean(outcomes[row.outcome] ?? "");
        const values = {
          amount: amount(row.positions),
          position: row.side === "no" ? t("trade.noOn", { outcome: name }) : name,
          money: cash(row.collateral),
        };
        return t(row.op === "sell" ? "activity.sold" : "activity.bought", values);
      }
      case "MarketCreated":
        return t("activity.created", { money: cash(row.funding) });
      case "LiquidityAdded":
        return t("activity.added", { money: cash(row.collateral) });
      case "LiquidityRemoved":
        return t("activity.removed", { money: cash(row.collateral) });
      case "Split":
        return t("activity.split", { amount: amount(row.amount) });
      case "Merged":
        return t("activity.merged", { amount: amount(row.amount) });
      case "Resolved":
        return t("activity.resolved");
      case "Voided":
        return t("activity.voided");
      case "Redeemed":
      case "SeedRedeemed":
      case "CreatorFeesCollected":
        return t("activity.redeemed", { money: cash(row.collateral) });
      default:
        return t("activity.other", { kind: row.kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() });
    }
  }
}
