"use client";

import type { Address } from "viem";
import { isSameAddress } from "../../../sdk/isSameAddress.ts";
import type { Market } from "../../../sdk/types.ts";
import { useChainConfig } from "../../_components/Providers.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import type { PlainClaim } from "../../_lib/chainAnswers.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import type { PortfolioSection } from "../_lib/sectionsOf.ts";

/** What is owed in one collateral and what for, paid by one press; what cannot be paid now is named with its reason. */
export function RedeemAll({
  account,
  section,
  failed,
  markets,
  isMine,
}: {
  account: Address;
  section: PortfolioSection;
  failed: readonly { claim: PlainClaim; reason: string }[];
  markets: readonly Market[];
  isMine: boolean;
}) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const config = useChainConfig();
  const { token, claims } = section;
  const total = claims.reduce((sum, { amount }) => sum + amount, 0n);
  if (total === 0n && failed.length === 0) return null;
  const byKind = [...Map.groupBy(claims, ({ kind }) => kind)];

  const redeem = async () => {
    const { redeemAll } = await import("../../_lib/redeemAll.ts");
    await redeemAll({
      account,
      markets: markets.filter(({ collateral }) => isSameAddress(collateral.address, token.address)),
      config,
      t,
      locale,
    });
  };

  return (
    <section aria-label={t("portfolio.owed")} className="card panel grid gap-4">
      {total > 0n && (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <h2 className="note font-normal">{t(isMine ? "portfolio.owed" : "portfolio.owedOther")}</h2>
            <p className="text-2xl font-semibold tabular-nums">{show(total, token)}</p>
          </div>
          {isMine && (
            <Button tone="primary" className="max-sm:w-full" onClick={redeem}>
              {t("portfolio.redeemAll")}
            </Button>
          )}
          {byKind.length > 0 && (
            <ul className="flex w-full flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
              {byKind.map(([kind, each]) => (
                <li key={kind}>
                  {t(`claim.${kind}`)}{" "}
                  <span className="font-medium text-ink tabular-nums">
                    {show(
                      each.reduce((sum, { amount }) => sum + amount, 0n),
                      token,
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {failed.length > 0 && (
        <ul className="grid gap-1 text-sm text-warn">
          {failed.map(({ claim, reason }) => (
            <li key={`${claim.kind}${claim.marketId}`}>
              {t("portfolio.leftOut", {
                what: t(`claim.${claim.kind}`),
                amount: show(claim.amount, claim.token),
                reason,
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
