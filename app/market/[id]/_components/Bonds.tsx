"use client";

import { withdrawBondsCall } from "../../../../sdk/calls/withdrawBonds.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { money } from "../../../_lib/format.ts";
import { useClaims } from "../../../_lib/useChain.ts";
import { useSend } from "../../../_lib/useSend.ts";

/** Bonds that came back wait at the resolver to be withdrawn. */
export function Bonds({ market, account }: { market: Market; account: `0x${string}` }) {
  const { t, locale } = useTexts();
  const send = useSend();
  const { collateral: token, resolver } = market;
  const claim = useClaims(account, market)?.claims.find(({ kind }) => kind === "bonds");
  if (!claim) return null;
  const what = t("resolution.withdraw", { amount: money(claim.amount, token, locale) });
  const withdraw = async () => ({
    call: ({ account: recipient }: { account: `0x${string}` }) => withdrawBondsCall({ resolver, token: token.address, recipient }),
  });
  return (
    <button type="button" className="btn" onClick={() => send(what, withdraw)}>
      {what}
    </button>
  );
}
