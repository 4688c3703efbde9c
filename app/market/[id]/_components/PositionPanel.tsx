"use client";

import { redeemCall } from "../../../../sdk/calls/redeem.ts";
import type { Holding } from "../../../../sdk/getHoldings.ts";
import { liquidityProceeds } from "../../../../sdk/liquidityCost.ts";
import { positionValue } from "../../../../sdk/positionValue.ts";
import { amountIfVoid } from "../../../../sdk/redeemableAmount.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, quantity } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { useHoldings } from "../../../_lib/useChain.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { useSend } from "../../../_lib/useSend.ts";

/** What the account holds here, and what it gets under every outcome and under void. */
export function PositionPanel({ market, account }: { market: Market; account: `0x${string}` }) {
  const { t, locale } = useTexts();
  const send = useSend();
  const money = useMoney();
  const holdings = useHoldings(account, market);
  const { collateral: token, outcomes } = market;
  if (!holdings || holdings.length === 0) return null;

  const final = isFinal(market.status);
  const claimable = holdings.reduce((sum, { redeemable }) => sum + redeemable, 0n);
  const positions = holdings.filter(({ kind }) => kind !== "liquidity");
  return (
    <section aria-label={t("position.title")} className="section">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg">{t("position.title")}</h2>
        {claimable > 0n && (
          <div className="flex items-center gap-3">
            <span className="text-lg font-semibold tabular-nums">{money(claimable, token)}</span>
            <button
              type="button"
              className="btn btn-primary"
              onClick={() =>
                send(t("position.redeem"), async () => ({
                  call: ({ markets, account: recipient }) =>
                    redeemCall({
                      markets,
                      positionIds: holdings.filter(({ redeemable }) => redeemable > 0n).map(({ id }) => id),
                      recipient,
                    }),
                }))
              }
            >
              {t("position.redeem")}
            </button>
          </div>
        )}
      </div>
      <div className="overflow-x-auto">
        <table className="table" aria-label={t("position.positions")}>
          <thead>
            <tr>
              <th scope="col">{t("position.position")}</th>
              <th scope="col" className="num">
                {t("position.amount")}
              </th>
              <th scope="col" className="num">
                {final ? t("position.claimable") : t("position.value")}
              </th>
            </tr>
          </thead>
          <tbody>
            {holdings.map((holding) => (
              <tr key={String(holding.id)}>
                <td>
                  <span className="inline-flex items-center gap-2" style={{ "--c": outcomeColor(holding.outcome) } as React.CSSProperties}>
                    {holding.kind !== "liquidity" && <span className="dot" aria-hidden />}
                    <bdi>
                      {holding.kind === "liquidity"
                        ? t("position.liquidity")
                        : holding.kind === "no"
                          ? t("trade.noOn", { outcome: clean(outcomes[holding.outcome] ?? "") })
                          : clean(outcomes[holding.outcome] ?? "")}
                    </bdi>
                  </span>
                </td>
                <td className="num">{quantity(holding.amount, token.decimals, locale)}</td>
                <td className="num">{money(positionValue(market, holding), token)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!final && positions.length > 0 && (
        <details className="mt-3" open={outcomes.length <= 4}>
          <summary className="note cursor-pointer min-h-6">{t("position.if")}</summary>
          <dl className="dl mt-2">
            {outcomes.map((name, winner) => (
              <Line
                key={winner}
                term={t("position.ifWins", { outcome: clean(name) })}
                value={money(ifWins(positions, winner) + liquidityIf(market, holdings, winner), token)}
              />
            ))}
            <Line
              term={t("position.ifVoid")}
              value={money(
                positions.reduce((sum, holding) => sum + amountIfVoid(market, holding as never), 0n) + liquidityIf(market, holdings, null),
                token,
              )}
            />
          </dl>
        </details>
      )}
    </section>
  );
}

function Line({ term, value }: { term: string; value: string }) {
  return (
    <>
      <dt>
        <bdi>{term}</bdi>
      </dt>
      <dd>{value}</dd>
    </>
  );
}

function ifWins(positions: Holding[], winner: number): bigint {
  return positions.reduce((sum, { kind, outcome, amount }) => sum + ((kind === "yes") === (outcome === winner) ? amount : 0n), 0n);
}

/** What the account's liquidity redeems for at the present prices, if the outcome wins or (null) the market is void. */
function liquidityIf(market: Market, holdings: Holding[], winner: number | null): bigint {
  const shares = holdings.find(({ kind }) => kind === "liquidity")?.amount ?? 0n;
  if (shares === 0n) return 0n;
  const { collateral, positions } = liquidityProceeds({ market, liquidity: shares });
  if (winner !== null) return collateral + (positions[winner] ?? 0n);
  return positions.reduce((sum, amount, outcome) => sum + amountIfVoid(market, { kind: "yes", outcome, amount }), collateral);
}
