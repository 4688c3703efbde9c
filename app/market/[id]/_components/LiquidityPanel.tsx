"use client";

import { useState } from "react";
import { useConnection } from "wagmi";
import { addLiquidityCall } from "../../../../sdk/calls/addLiquidity.ts";
import { mergeCall } from "../../../../sdk/calls/merge.ts";
import { removeLiquidityCall } from "../../../../sdk/calls/removeLiquidity.ts";
import { splitCall } from "../../../../sdk/calls/split.ts";
import { PresageError } from "../../../../sdk/errors.ts";
import { liquidityCost, liquidityProceeds } from "../../../../sdk/liquidityCost.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig, useTexts } from "../../../_components/Providers.tsx";
import { money } from "../../../_lib/format.ts";
import { useHoldings, useTokenBalance } from "../../../_lib/useChain.ts";
import { useSend } from "../../../_lib/useSend.ts";

/** How far prices and cost may have moved when the transaction is mined, in 1e-4. */
const TOLERANCE = 100n;
const UNIT = 10_000n;

export function LiquidityPanel({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const { address } = useConnection();
  const send = useSend();
  const [amountText, setAmountText] = useState("");
  const [setsText, setSetsText] = useState("");
  const { collateral: token } = market;
  const balance = useTokenBalance(token.address);
  const holdings = useHoldings(address, [market]) ?? [];
  const shares = holdings.find(({ kind }) => kind === "liquidity")?.amount ?? 0n;
  const least =
    market.outcomes.reduce((low: bigint | null, _, outcome) => {
      const held = holdings.find((holding) => holding.kind === "yes" && holding.outcome === outcome)?.amount ?? 0n;
      return low === null || held < low ? held : low;
    }, null) ?? 0n;

  const amount = read(amountText, token.decimals);
  const sets = read(setsText, token.decimals);
  const cost = amount.value ? liquidityCost({ market, liquidity: amount.value }) : undefined;
  const proceeds = amount.value && amount.value <= shares ? liquidityProceeds({ market, liquidity: amount.value }) : undefined;
  const open = market.status === "Open";
  const common = { markets: deployment.contracts.Markets, marketId: market.id };

  const add = async () => {
    if (!amount.value || !cost) return;
    const liquidity = amount.value;
    const most = (cost.collateral * (UNIT + TOLERANCE)) / UNIT;
    const call = (deadline: bigint) =>
      addLiquidityCall({ ...common, liquidity, maxCollateralIn: most, expectedPrices: market.prices, tolerance: TOLERANCE, deadline });
    if (await send(t("liquidity.add"), call, { token, amount: most })) setAmountText("");
  };
  const remove = async () => {
    if (!amount.value || !proceeds) return;
    const liquidity = amount.value;
    const minCollateralOut = (proceeds.collateral * (UNIT - TOLERANCE)) / UNIT;
    if (await send(t("liquidity.remove"), (deadline) => removeLiquidityCall({ ...common, liquidity, minCollateralOut, deadline })))
      setAmountText("");
  };
  const split = async () => {
    if (sets.value && (await send(t("liquidity.split"), splitCall({ ...common, amount: sets.value }), { token, amount: sets.value })))
      setSetsText("");
  };
  const merge = async () => {
    if (sets.value && (await send(t("liquidity.merge"), mergeCall({ ...common, amount: sets.value })))) setSetsText("");
  };

  return (
    <section aria-label={t("liquidity.title")} className="card panel grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-lg">{t("liquidity.title")}</h2>
        <p className="note">{t("liquidity.lead")}</p>
      </div>
      <dl className="dl">
        <dt>{t("liquidity.pool")}</dt>
        <dd>{money(market.liquidity, token, locale)}</dd>
        <dt>{t("liquidity.seed")}</dt>
        <dd>{money(market.seed, token, locale)}</dd>
        <dt>{t("liquidity.fees")}</dt>
        <dd>{money(market.liquidityFees, token, locale)}</dd>
        <dt>{t("liquidity.share")}</dt>
        <dd>
          {money(shares, token, locale)} ({((Number(shares) / Number(market.liquidity)) * 100).toFixed(1)}%)
        </dd>
      </dl>
      {!isFinal(market.status) && (
        <>
          <div className="grid gap-2">
            <label>
              <span className="label">{t("liquidity.amount")}</span>
              <input
                className="field"
                inputMode="decimal"
                autoComplete="off"
                placeholder="0.00"
                aria-invalid={amount.error !== undefined}
                value={amountText}
                onChange={(event) => setAmountText(event.target.value)}
              />
            </label>
            <p className="note min-h-5" role="status">
              {amount.error ??
                (proceeds && shares > 0n ? `${t("liquidity.get", { amount: money(proceeds.collateral, token, locale) })} ` : "")}
              {!amount.error && cost && open && t("liquidity.cost", { amount: money(cost.collateral, token, locale) })}
            </p>
            <div className="grid grid-cols-2 gap-2">
              <button
                type="button"
                className="btn"
                disabled={!address || !open || !cost || (balance !== undefined && balance < cost.collateral)}
                onClick={add}
              >
                {t("liquidity.add")}
              </button>
              <button type="button" className="btn" disabled={!address || !proceeds} onClick={remove}>
                {t("liquidity.remove")}
              </button>
            </div>
          </div>
          <div className="grid gap-2 border-t border-line pt-4">
            <div>
              <h3>{t("liquidity.sets")}</h3>
              <p className="note">{t("liquidity.setsLead", { symbol: token.symbol })}</p>
            </div>
            <label>
              <span className="label">{t("liquidity.setAmount")}</span>
              <input
                className="field"
                inputMode="decimal"
                autoComplete="off"
                placeholder="0.00"
                aria-invalid={sets.error !== undefined}
                value={setsText}
                onChange={(event) => setSetsText(event.target.value)}
              />
            </label>
            {sets.error && <p className="note">{sets.error}</p>}
            <div className="grid grid-cols-2 gap-2">
              <button
                type="button"
                className="btn"
                disabled={!address || !open || !sets.value || (balance !== undefined && balance < sets.value)}
                onClick={split}
              >
                {t("liquidity.split")}
              </button>
              <button type="button" className="btn" disabled={!address || !sets.value || sets.value > least} onClick={merge}>
                {t("liquidity.merge")}
              </button>
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function read(text: string, decimals: number): { value?: bigint; error?: string } {
  if (text.trim() === "") return {};
  try {
    return { value: parseAmount(text, decimals) };
  } catch (error) {
    return { error: error instanceof PresageError ? `${error.message} ${error.remedy}` : String(error) };
  }
}
