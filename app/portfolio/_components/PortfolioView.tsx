"use client";

import Link from "next/link";
import { useMemo, useState, useSyncExternalStore } from "react";
import { totalsOf } from "../../../sdk/claimsOf.ts";
import type { Holding } from "../../../sdk/getHoldings.ts";
import { positionValue } from "../../../sdk/positionValue.ts";
import { isFinal } from "../../../sdk/status.ts";
import { knownTokens } from "../../../sdk/tokens/knownTokens.ts";
import type { Market, Token } from "../../../sdk/types.ts";
import { Freshness } from "../../_components/Freshness.tsx";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { useChainConfig } from "../../_components/Providers.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { clean, money, quantity, shortAddress } from "../../_lib/format.ts";
import type { IndexedPortfolio, KnownToken } from "../../_lib/indexerTypes.ts";
import { fromJson } from "../../_lib/json.ts";
import { outcomeColor } from "../../_lib/outcomeColor.ts";
import { tidy } from "../../_lib/tidy.ts";
import { useAccount } from "../../_lib/useAccount.ts";
import { useClaims, useHoldings, useMarkets, useTokenBalance } from "../../_lib/useChain.ts";
import { useIndexed, useLive } from "../../_lib/useIndexer.ts";
import { useSend } from "../../_lib/useSend.ts";
import { AccountHistory } from "./AccountHistory.tsx";
import { ProfitPanel } from "./ProfitPanel.tsx";

/** Everything that an account holds; its own or, with `owner`, anybody's. */
export function PortfolioView({ initial, owner }: { initial: string; owner?: `0x${string}` }) {
  const { t, locale } = useTexts();
  const config = useChainConfig();
  const { deployment } = config;
  const { address } = useAccount();
  const send = useSend();
  const first = useMemo(() => fromJson<Market[]>(initial), [initial]);
  const { markets } = useMarkets(first);
  const account = owner ?? address;
  const holdings = useHoldings(account);
  const token = markets[0]?.collateral ?? { symbol: "USD", decimals: 6, address: deployment.collaterals.usd };
  const cash = useTokenBalance(owner ? undefined : token.address);
  const indexed = useIndexed<IndexedPortfolio>(account ? `accounts/${account.toLowerCase()}` : null, { include: "unknown" }).data?.data
    .positions;
  useLive({ account: account?.toLowerCase() });
  // a cost is shown only of what the indexer and the chain agree on
  const costOf = ({ id, amount }: Holding) => indexed?.find((each) => each.id === String(id) && BigInt(each.amount.base) === amount);
  const marketOf = ({ marketId }: Holding) => markets.find(({ id }) => id === marketId) as Market;
  const isMine = !owner || (address !== undefined && owner.toLowerCase() === address.toLowerCase());

  const claims = useClaims(account);
  const listed = useIndexed<KnownToken[]>("tokens", { used: "true" }).data?.data;
  const known = useMemo(
    () => new Set([...knownTokens(deployment).keys(), ...(listed ?? []).map((each) => each.address)]),
    [deployment, listed],
  );
  const isKnown = ({ address: of }: Pick<Token, "address">) => known.has(of.toLowerCase());
  // a stranger's token can call itself what it likes
  const named = (each: Token): Token => (isKnown(each) ? each : { ...each, symbol: shortAddress(each.address) });
  const tokens = [...new Map(markets.map(({ collateral }) => [collateral.address, collateral])).values()].filter(isKnown);
  const open = holdings?.filter((holding) => !isFinal(marketOf(holding).status) && isKnown(marketOf(holding).collateral)) ?? [];
  const values = totalsOf(
    open.map((holding) => ({ token: marketOf(holding).collateral, amount: positionValue(marketOf(holding), holding) })),
  );
  const [isUnknownShown, setUnknownShown] = useState(false);
  const isTidy = useSyncExternalStore(tidy.subscribe, tidy.get, tidy.getOnServer);
  const unknown = holdings?.filter((holding) => !isKnown(marketOf(holding).collateral)) ?? [];
  const worthless = holdings?.filter((holding) => isFinal(marketOf(holding).status) && holding.redeemable === 0n) ?? [];
  const shown = holdings?.filter((holding) => (isUnknownShown || !unknown.includes(holding)) && !(isTidy && worthless.includes(holding)));

  // one after the other; what fails is said, and the rest is paid all the same
  const redeemAll = async () => {
    if (!account) return;
    const { claimCalls } = await import("../../_lib/claimCalls.ts");
    for (const call of await claimCalls(config, { account, markets }))
      await send(t("portfolio.redeemAll"), async () => ({ call: () => call }));
  };

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
            <Figure
              term={t("portfolio.value")}
              value={values.map((total) => money(total.amount, total.token, locale)).join(" · ") || money(0n, token, locale)}
            />
            <Figure
              term={t("portfolio.claimable")}
              value={claims?.totals.map((total) => money(total.amount, named(total.token), locale)).join(" · ") || money(0n, token, locale)}
            />
          </dl>
          {claims && claims.claims.length > 0 && isMine && (
            <button type="button" className="btn btn-primary justify-self-start" onClick={redeemAll}>
              {t("portfolio.redeemAll")}
            </button>
          )}
          {claims?.failed.map(({ claim, reason }) => (
            <p key={`${claim.kind}${claim.marketId}${claim.token.address}`} className="note text-warn">
              {t("portfolio.leftOut", { amount: money(claim.amount, named(claim.token), locale), reason })}
            </p>
          ))}
          {tokens.map((each) => (
            <ProfitPanel key={each.address} account={account.toLowerCase()} token={each} isNamed={tokens.length > 1} />
          ))}
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
              {(unknown.length > 0 || worthless.length > 0) && (
                <p className="mb-2 flex flex-wrap gap-2">
                  {unknown.length > 0 && (
                    <button
                      type="button"
                      aria-pressed={isUnknownShown}
                      className="btn btn-small"
                      onClick={() => setUnknownShown(!isUnknownShown)}
                    >
                      {t(isUnknownShown ? "portfolio.unknown.hide" : "portfolio.unknown.show", { count: unknown.length })}
                    </button>
                  )}
                  {worthless.length > 0 && (
                    <button type="button" aria-pressed={isTidy} className="btn btn-small" onClick={() => tidy.set(!isTidy)}>
                      {t(isTidy ? "portfolio.worthless.show" : "portfolio.worthless.hide", { count: worthless.length })}
                    </button>
                  )}
                </p>
              )}
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
                  {shown?.map((holding) => {
                    const market = marketOf(holding);
                    const paidIn = named(market.collateral);
                    const indexedOf = costOf(holding);
                    return (
                      <tr key={String(holding.id)}>
                        <td className="min-w-48">
                          <Link className="underline decoration-line underline-offset-4" href={`/market/${market.id}`}>
                            <bdi>{clean(market.metadata.question)}</bdi>
                          </Link>
                          {paidIn !== market.collateral && (
                            <strong className="block text-sm font-medium text-warn">
                              {t("portfolio.unknown.token", { address: market.collateral.address })}
                            </strong>
                          )}
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
                          {isFinal(market.status) ? "" : money(positionValue(market, holding), paidIn, locale)}
                        </td>
                        {indexed && (
                          <>
                            <td className="num whitespace-nowrap">
                              {indexedOf && quantity(BigInt(indexedOf.cost.base), market.collateral.decimals, locale)}
                            </td>
                            <td className="num whitespace-nowrap">{indexedOf && signed(BigInt(indexedOf.profit.base), market)}</td>
                          </>
                        )}
                        <td className="num whitespace-nowrap">{isFinal(market.status) ? money(holding.redeemable, paidIn, locale) : ""}</td>
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
      <Freshness block={markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n)} />
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
