"use client";

import Link from "next/link";
import { useMemo } from "react";
import { isAddressEqual } from "viem";
import { useConnection } from "wagmi";
import type { Market } from "../../../sdk/types.ts";
import { Freshness } from "../../_components/Freshness.tsx";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { useChainConfig, useTexts } from "../../_components/Providers.tsx";
import { shortAddress } from "../../_lib/format.ts";
import type { AccountMarket, IndexedPortfolio } from "../../_lib/indexerTypes.ts";
import { fromJson } from "../../_lib/json.ts";
import { useClaims, useHoldings, useMarkets, useTokenBalance } from "../../_lib/useChain.ts";
import { useIndexed, useIndexedPages, useLive } from "../../_lib/useIndexer.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import { buttonLook } from "../../_ui/buttonLook.ts";
import { Empty } from "../../_ui/Empty.tsx";
import { Identicon } from "../../_ui/Identicon.tsx";
import { sectionsOf } from "../_lib/sectionsOf.ts";
import { AccountHistory } from "./AccountHistory.tsx";
import { ClosedMarkets } from "./ClosedMarkets.tsx";
import { CreatorDesk } from "./CreatorDesk.tsx";
import { OpenPositions } from "./OpenPositions.tsx";
import { RedeemAll } from "./RedeemAll.tsx";
import { WorthHeader } from "./WorthHeader.tsx";

const MARKETS = 50;

/** Everything that an account holds; its own or, with `owner`, anybody's. */
export function PortfolioView({ initial, owner }: { initial: string; owner?: `0x${string}` }) {
  const { t } = useTexts();
  const show = useMoney();
  const { deployment } = useChainConfig();
  const { address } = useConnection();
  const first = useMemo(() => fromJson<Market[]>(initial), [initial]);
  const { markets, readAt } = useMarkets(first);
  const account = owner ?? address;
  const path = account && `accounts/${account.toLowerCase()}`;
  const holdings = useHoldings(account, markets);
  const claims = useClaims(account, markets);
  const cash = useTokenBalance(owner ? undefined : deployment.collaterals.usd);
  const portfolio = useIndexed<IndexedPortfolio>(path ?? null);
  const ledgers = useIndexedPages<AccountMarket>(path ? `${path}/markets` : null, { limit: MARKETS });
  useLive({ account: account?.toLowerCase() });
  const isMine = !owner || (address !== undefined && isAddressEqual(owner, address));

  if (!account) {
    return (
      <div className="grid gap-6">
        <h1 className="text-3xl">{t("portfolio.title")}</h1>
        <Empty title={t("portfolio.connect")} hint={t("portfolio.connectHint")}>
          <Button tone="primary" onClick={() => document.getElementById("connect-wallet")?.click()}>
            {t("wallet.connect")}
          </Button>
        </Empty>
      </div>
    );
  }

  const known = Object.values(deployment.collaterals);
  const traded = portfolio.data?.data.totals.map(({ collateral }) => collateral) ?? [];
  const sections = holdings && sectionsOf({ account, markets, holdings, claims: claims?.claims ?? [], traded, known });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex items-center gap-3">
        <Identicon address={account} size={40} />
        <h1 className="min-w-0 text-xl md:text-3xl">
          {isMine ? t("portfolio.title") : t("portfolio.of", { address: shortAddress(account) })}
        </h1>
        <Freshness block={markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n)} readAt={readAt} />
        {cash !== undefined && markets[0] && (
          <p className="ml-auto text-right">
            <span className="note block">{t("portfolio.cash")}</span>
            <span className="font-semibold tabular-nums">
              {show(cash, usdOf(markets, deployment.collaterals.usd) ?? markets[0].collateral)}
            </span>
          </p>
        )}
      </div>
      <HistoryNotice />
      {!sections && (
        <p role="status" className="empty">
          {t("loading")}
        </p>
      )}
      {sections?.length === 0 && (
        <Empty title={t("portfolio.empty")} hint={t("portfolio.emptyHint")}>
          <Link href="/" className={buttonLook({ tone: "primary" })}>
            {t("notFound.back")}
          </Link>
        </Empty>
      )}
      {sections?.map((section) => {
        const isOf = ({ collateral }: { collateral: string }) => collateral === section.token.address.toLowerCase();
        const name = sections.length > 1 ? t("portfolio.in", { symbol: show(0n, section.token).replace(/[\d.,\s]/g, "") }) : undefined;
        return (
          <section key={section.token.address} aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-8">
            <WorthHeader account={account} section={section} portfolio={portfolio.data?.data} />
            <RedeemAll
              account={account}
              section={section}
              failed={claims?.failed.filter(({ claim }) => isAddressEqual(claim.token.address, section.token.address)) ?? []}
              isMine={isMine}
            />
            <OpenPositions rows={section.open} indexed={portfolio.data?.data.positions.filter(isOf)} isMine={isMine} />
            <ClosedMarkets
              rows={section.unredeemed}
              ledgers={ledgers.rows?.filter(isOf)}
              more={ledgers.more}
              token={section.token}
              markets={markets}
            />
            {section.made.length > 0 && <CreatorDesk section={section} ledgers={ledgers.rows} />}
          </section>
        );
      })}
      {sections && <AccountHistory account={account.toLowerCase()} markets={markets} />}
    </div>
  );
}

function usdOf(markets: readonly Market[], usd: string | undefined) {
  return markets.find(({ collateral }) => collateral.address.toLowerCase() === usd?.toLowerCase())?.collateral;
}
