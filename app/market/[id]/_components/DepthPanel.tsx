"use client";

import { useState } from "react";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, percent } from "../../../_lib/format.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { depthOf } from "../_lib/depthOf.ts";

/** A round amount has none. */
const CENTS = /[.,]00\b/;
/** The row that is said as a sentence. */
const EXAMPLE = 1;

/** How much it takes to move the price, as numbers and as bars from where it stands. */
export function DepthPanel({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const [isOpen, setOpen] = useState(false);
  const outcome = leadingOutcome({ outcomes: market.outcomes, shares: market.prices });
  const price = market.prices[outcome] ?? 0n;
  const name = clean(market.outcomes[outcome] ?? "");
  const rows = isOpen ? depthOf(market, outcome) : [];
  const example = rows[EXAMPLE];
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="note min-h-6 cursor-pointer">{t("depth.title")}</summary>
      {example?.up !== undefined && (
        <p className="mt-2">
          {t("depth.example", {
            amount: show(example.amount, market.collateral).replace(CENTS, ""),
            outcome: name,
            before: percent(price, locale, 1),
            after: percent(example.up, locale, 1),
          })}
        </p>
      )}
      {isOpen && (
        <table className="table depth mt-2" aria-label={t("depth.title")}>
          <thead>
            <tr>
              <th scope="col">{t("depth.amount")}</th>
              <th scope="col" className="num">
                {t("depth.down", { outcome: name })}
              </th>
              <th scope="col" className="num">
                {t("depth.up", { outcome: name })}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ amount, up, down }) => (
              <tr key={String(amount)}>
                <th scope="row">{show(amount, market.collateral).replace(CENTS, "")}</th>
                {[down, up].map((after, index) => (
                  <td key={index} className="num">
                    {after === undefined ? (
                      t("depth.none")
                    ) : (
                      <>
                        <span className="sr-only">{t("depth.from", { price: percent(price, locale, 1) })} </span>
                        <span className="font-medium">{percent(after, locale, 1)}</span>
                        <span aria-hidden className="bar mt-1 ml-auto block w-24 max-w-full">
                          <span style={{ width: `${Number(after) / 1e16}%` }} />
                        </span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
