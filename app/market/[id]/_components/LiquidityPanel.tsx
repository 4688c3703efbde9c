"use client";

import { useState } from "react";
import { mergeCall } from "../../../../sdk/calls/merge.ts";
import { splitCall } from "../../../../sdk/calls/split.ts";
import type { Reading } from "../../../../sdk/numbers/readNumber.ts";
import { parseAmount } from "../../../../sdk/parseAmount.ts";
import { planLiquidity } from "../../../../sdk/planLiquidity.ts";
import type { Planned } from "../../../../sdk/planned.ts";
import { planWithdrawal } from "../../../../sdk/planWithdrawal.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { WAD } from "../../../../sdk/wad.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { errorText } from "../../../_lib/errorText.ts";
import { money, percent } from "../../../_lib/format.ts";
import { unitsOf } from "../../../_lib/unitsOf.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useHoldings, useTokenBalance } from "../../../_lib/useChain.ts";
import { useSend } from "../../../_lib/useSend.ts";
import { TextField } from "../../../_ui/TextField.tsx";
import { confirms } from "../_lib/confirms.ts";
import { TypedConfirmation } from "./TypedConfirmation.tsx";

export function LiquidityPanel({ market, isVouched }: { market: Market; isVouched: boolean }) {
  const { t, locale } = useTexts();
  const { address } = useAccount();
  const send = useSend();
  const [amountText, setAmountText] = useState("");
  const [setsText, setSetsText] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const { collateral: token } = market;
  const balance = useTokenBalance(token.address);
  const holdings = useHoldings(address, market) ?? [];
  const shares = holdings.find(({ kind }) => kind === "liquidity")?.amount ?? 0n;
  const least =
    market.outcomes.reduce((low: bigint | null, _, outcome) => {
      const held = holdings.find((holding) => holding.kind === "yes" && holding.outcome === outcome)?.amount ?? 0n;
      return low === null || held < low ? held : low;
    }, null) ?? 0n;

  const reading = { locale, units: unitsOf(token, useChainConfig().deployment) };
  const amount = read(amountText, token.decimals, reading);
  const sets = read(setsText, token.decimals, reading);
  const addition = amount.value ? attempt(() => planLiquidity({ market, liquidity: amount.value as bigint })) : {};
  const withdrawal = amount.value && amount.value <= shares ? planWithdrawal({ market, liquidity: amount.value }) : undefined;
  const open = market.status === "Open";
  const mayPay = open && (isVouched || confirms(confirmation, t));
  const cost = addition.value?.collateral;

  const act = async (what: string, planned: Planned | undefined, clear: (text: string) => void) => {
    if (planned && (await send(what, async () => planned))) clear("");
  };
  const sendSets = (what: string, make: typeof splitCall | typeof mergeCall, pays: boolean) => {
    const { value } = sets;
    if (!value) return;
    const payment = pays ? { payment: { token, amount: value } } : {};
    void act(what, { call: ({ markets }) => make({ markets, marketId: market.id, amount: value }), ...payment }, setSetsText);
  };

  return (
    <section aria-label={t("liquidity.title")} className="grid gap-4">
      <div className="grid gap-1">
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
          {money(shares, token, locale)} ({percent(market.liquidity > 0n ? (shares * WAD) / market.liquidity : 0n, locale, 1)})
        </dd>
      </dl>
      {!isFinal(market.status) && (
        <>
          <TypedConfirmation isUnknown={!isVouched && open} text={confirmation} onText={setConfirmation} />
          <div className="grid gap-2">
            <TextField
              label={t("liquidity.amount")}
              inputMode="decimal"
              placeholder="0.00"
              isInvalid={amount.error !== undefined}
              value={amountText}
              onText={setAmountText}
            />
            <p className="note min-h-5" role="status">
              {amount.error ??
                (withdrawal && shares > 0n ? `${t("liquidity.get", { amount: money(withdrawal.collateral, token, locale) })} ` : "")}
              {!amount.error && open && (addition.error ?? (cost && t("liquidity.cost", { amount: money(cost, token, locale) })))}
            </p>
            <div className="grid grid-cols-2 gap-2">
              <button
                type="button"
                className="btn"
                disabled={!address || !mayPay || !cost || (balance !== undefined && balance < cost)}
                onClick={() => act(t("liquidity.add"), addition.value, setAmountText)}
              >
                {t("liquidity.add")}
              </button>
              <button
                type="button"
                className="btn"
                disabled={!address || !withdrawal}
                onClick={() => act(t("liquidity.remove"), withdrawal, setAmountText)}
              >
                {t("liquidity.remove")}
              </button>
            </div>
          </div>
          <div className="grid gap-2 border-t border-line pt-4">
            <div>
              <h3>{t("liquidity.sets")}</h3>
              <p className="note">{t("liquidity.setsLead", { symbol: token.symbol })}</p>
            </div>
            <TextField
              label={t("liquidity.setAmount")}
              inputMode="decimal"
              placeholder="0.00"
              isInvalid={sets.error !== undefined}
              value={setsText}
              onText={setSetsText}
            />
            {sets.error && <p className="note">{sets.error}</p>}
            <div className="grid grid-cols-2 gap-2">
              <button
                type="button"
                className="btn"
                disabled={!address || !mayPay || !sets.value || (balance !== undefined && balance < sets.value)}
                onClick={() => sendSets(t("liquidity.split"), splitCall, true)}
              >
                {t("liquidity.split")}
              </button>
              <button
                type="button"
                className="btn"
                disabled={!address || !sets.value || sets.value > least}
                onClick={() => sendSets(t("liquidity.merge"), mergeCall, false)}
              >
                {t("liquidity.merge")}
              </button>
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function read(text: string, decimals: number, reading: Reading): { value?: bigint; error?: string } {
  return text.trim() === "" ? {} : attempt(() => parseAmount(text, decimals, reading));
}

function attempt<T>(make: () => T): { value?: T; error?: string } {
  try {
    return { value: make() };
  } catch (error) {
    const { message, remedy } = errorText(error);
    return { error: `${message} ${remedy}` };
  }
}
