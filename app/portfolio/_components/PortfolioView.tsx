"use client";

import Link from "next/link";
import { useMemo } from "react";
import { isAddressEqual } from "viem";
import { useConnection } from "wagmi";
import type { Holding } from "../../../sdk/getHoldings.ts";
import { positionValue } from "../../../sdk/positionValue.ts";
import { isFinal } from "../../../sdk/status.ts";
import type { Market, Token } from "../../../sdk/types.ts";
import { Freshness } from "../../_components/Freshness.tsx";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { useChainConfig, useTexts } from "../../_components/Providers.tsx";
import { errorText } from "../../_lib/errorText.ts";
import { clean, money, quantity, shortAddress } from "../../_lib/format.ts";
import type { IndexedPortfolio } from "../../_lib/indexerTypes.ts";
import { fromJson } from "../../_lib/json.ts";
import { outcomeColor } from "../../_lib/outcomeColor.ts";
import { useClaims, useHoldings, useMarkets, useTokenBalance } from "../../_lib/useChain.ts";
import { useIndexed, useLive } from "../../_lib/useIndexer.ts";
import { useRedeemAll } from "../../_lib/useRedeemAll.ts";
import { AccountHistory } from "./AccountHistory.tsx";
import { ProfitPanel } from "./ProfitPanel.tsx";

/** Everything that an account holds; its own or, with `owner`, anybody's. */
export function PortfolioView({ initial, owner }: { initial: string; owner?: `0x${string}` }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const { address } = useConnection();
  const redeemAll = useRedeemAll();
  const first = useMemo(() => fromJson<Market[]>(initial), [initial]);
  const { markets, readAt } = useMarkets(first);
  const account = owner ?? address;
  const holdings = useHoldings(account, markets);
  const token = markets[0]?.collateral ?? { symbol: "USD", decimals: 6, address: deployment.collaterals.usd };
  const cash = useTokenBalance(owner ? undefined : token.address);
  const indexed = useIndexed<IndexedPortfolio>(account ? `accounts/${account.toLowerCase()}` : null).data?.data.positions;
  useLive({ account: account?.toLowerCase() });
  // a cost is shown only of what the indexer and the chain agree on
  const costOf = ({ id, amount }: Holding) => indexed?.find((each) => each.id === String(id) && BigInt(each.amount.base) === amount);
  const marketOf = ({ marketId }: Holding) => markets.find(({ id }) => id === marketId) as Market;
  const isMine = !owner || (address !== undefined && isAddressEqual(owner, address));

  const claims = useClaims(account, markets);
  const open = holdings?.filter((holding) => !isFinal(marketOf(holding).status)) ?? [];
  const value = open.reduce((sum, holding) => sum + positionValue(marketOf(holding), holding), 0n);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <h1 className="text-3xl">{owner ? t("portfolio.of", { address: shortAddress(owner) }) : t("portfolio.title")}</h1>
      {account && <HistoryNotice />}
      {!account ? (
        <div className="card panel grid gap-3 justify-items-start">
          <p>{t("portfolio.connect")}</p>
          <button type="button" className="btn btn-primary" onClick={() => document.getElementById("connect-wallet")?.click()}>
            {t("wallet.connect")}
          </button>
        </div>
      ) : !holdings ? (
        <p role="status" className="note">
          {t("loading")}
        </p>
      ) : (
        <>
          <dl className="grid gap-4 sm:grid-cols-3">
            {cash !== undefined && <Figure term={t("portfolio.cash")} value={money(cash, token, locale)} />}
            <Figure term={t("portfolio.value")} value={money(value, token, locale)} />
            <Figure
              term={t("portfolio.claimable")}
              value={claims?.totals.map((total) => money(total.amount, total.token, locale)).join(" + ") || money(0n, token, locale)}
            />
          </dl>
          {claims && claims.claims.length > 0 && isMine && (
            <button type="button" className="btn btn-primary justify-self-start" onClick={() => redeemAll(claims.claims)}>
              {t("portfolio.redeemAll")}
            </button>
          )}
          {claims?.failed.map(({ claim, error }) => (
            <p key={`${claim.kind}${claim.marketId}${claim.token.address}`} className="note text-warn">
              {t("portfolio.leftOut", { amount: money(claim.amount, claim.token, locale), reason: errorText(error).message })}
            </p>
          ))}
          {account && <ProfitPanel account={account.toLowerCase()} token={token as Token} />}
          {holdings.length === 0 ? (
            <div className="card panel grid gap-2 justify-items-start">
              <p className="font-medium">{t("portfolio.empty")}</p>
              <p className="note">{t("portfolio.emptyHint")}</p>
              <Link href="/" className="btn">
                {t("notFound.back")}
              </Link>
            </div>
          ) : (
            <div className="card panel overflow-x-auto">
              <table className="table" aria-label={t("position.positions")}>
                <thead>
                  <tr>
                    <th scope="col">{t("position.market")}</th>
                    <th scope="col">{t("position.position")}</th>
                    <th scope="col" className="num">
                      {t("position.amount")}
                    </th>
                    <th scope="col" className="num">
                      {t("position.value")}
                    </th>
                    {indexed && (
                      <>
                        <th scope="col" className="num">
                          {t("position.cost")}
                        </th>
                        <th scope="col" className="num">
                          {t("position.profit")}
                        </th>
                      </>
                    )}
                    <th scope="col" className="num">
                      {t("position.claimable")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {holdings.map((holding) => {
                    const market = marketOf(holding);
                    const indexedOf = costOf(holding);
                    return (
                      <tr key={String(holding.id)}>
                        <td className="min-w-48">
                          <Link className="underline decoration-line underline-offset-4" href={`/market/${market.id}`}>
                            <bdi>{clean(market.metadata.question)}</bdi>
                          </Link>
                        </td>
                        <td>
                          <span
                            className="inline-flex items-center gap-2"
                            style={{ "--c": outcomeColor(holding.outcome) } as React.CSSProperties}
                          >
                            {holding.kind !== "liquidity" && <span className="dot" aria-hidden />}
                            <bdi>{nameOf(market, holding)}</bdi>
                          </span>
                        </td>
                        <td className="num">{quantity(holding.amount, market.collateral.decimals, locale)}</td>
                        <td className="num whitespace-nowrap">
                          {isFinal(market.status) ? "" : money(positionValue(market, holding), market.collateral, locale)}
                        </td>
                        {indexed && (
                          <>
                            <td className="num whitespace-nowrap">
                              {indexedOf && quantity(BigInt(indexedOf.cost.base), market.collateral.decimals, locale)}
                            </td>
                            <td className="num whitespace-nowrap">{indexedOf && signed(BigInt(indexedOf.profit.base), market)}</td>
                          </>
                        )}
                        <td className="num whitespace-nowrap">
                          {isFinal(market.status) ? money(holding.redeemable, market.collateral, locale) : ""}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )}
          {account && <AccountHistory account={account.toLowerCase()} markets={markets} />}
        </>
      )}
      <Freshness block={markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n)} readAt={readAt} />
    </div>
  );

  function signed(amount: bigint, { collateral }: Market) {
    return (
      <span className={amount > 0n ? "text-good" : amount < 0n ? "text-bad" : ""}>
        {amount > 0n && "+"}
        {quantity(amount, collateral.decimals, locale)}
      </span>
    );
  }

  function nameOf(market: Market, { kind, outcome }: Holding): string {
    if (kind === "liquidity") return t("position.liquidity");
    const name = clean(market.outcomes[outcome] ?? "");
    return kind === "no" ? t("trade.noOn", { outcome: name }) : name;
  }
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div className="card p-5">
      <dt className="note">{term}</dt>
      <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
