"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { isSameAddress } from "../../../sdk/isSameAddress.ts";
import type { Market, Token } from "../../../sdk/types.ts";
import { Freshness } from "../../_components/Freshness.tsx";
import { HistoryNotice } from "../../_components/HistoryNotice.tsx";
import { useChainConfig } from "../../_components/Providers.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { TokenListChoice } from "../../_components/TokenListChoice.tsx";
import { shortAddress } from "../../_lib/format.ts";
import type { AccountMarket, IndexedPortfolio } from "../../_lib/indexerTypes.ts";
import { fromJson } from "../../_lib/json.ts";
import { namedByList } from "../../_lib/namedByList.ts";
import { signOf } from "../../_lib/signOf.ts";
import { useAccount } from "../../_lib/useAccount.ts";
import { useClaims, useHoldings, useMarkets, useTokenBalance } from "../../_lib/useChain.ts";
import { useIndexed, useIndexedPages, useLive } from "../../_lib/useIndexer.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { useOwnTokens } from "../../_lib/useOwnTokens.ts";
import { useVouched } from "../../_lib/useVouched.ts";
import { Button } from "../../_ui/Button.tsx";
import { buttonLook } from "../../_ui/buttonLook.ts";
import { Empty } from "../../_ui/Empty.tsx";
import { Identicon } from "../../_ui/Identicon.tsx";
import { LEDGERS } from "../_lib/pageSizes.ts";
import { sectionsOf } from "../_lib/sectionsOf.ts";
import { AccountHistory } from "./AccountHistory.tsx";
import { AccountOrders } from "./AccountOrders.tsx";
import { ClosedMarkets } from "./ClosedMarkets.tsx";
import { CreatorDesk } from "./CreatorDesk.tsx";
import { OpenPositions } from "./OpenPositions.tsx";
import { RedeemAll } from "./RedeemAll.tsx";
import { WorthHeader } from "./WorthHeader.tsx";

/** Everything that an account holds; its own or, with `owner`, anybody's. */
export function PortfolioView({ initial, owner }: { initial: string; owner?: `0x${string}` }) {
  const { t } = useTexts();
  const show = useMoney();
  const { deployment, hasOrders } = useChainConfig();
  const { address } = useAccount();
  const first = useMemo(() => fromJson<Market[]>(initial), [initial]);
  const { markets } = useMarkets(first);
  const account = owner ?? address;
  const path = account && `accounts/${account.toLowerCase()}`;
  const holdings = useHoldings(account);
  const claims = useClaims(account);
  const cash = useTokenBalance(owner ? undefined : deployment.collaterals.usd);
  const portfolio = useIndexed<IndexedPortfolio>(path ?? null, { include: "unknown" });
  const ledgers = useIndexedPages<AccountMarket>(path ? `${path}/markets` : null, { limit: LEDGERS });
  useLive({ account: account?.toLowerCase() });
  const own = useOwnTokens();
  const { isVouchedToken } = useVouched();
  const [isUnknownShown, setUnknownShown] = useState(false);
  const isMine = !owner || isSameAddress(address, owner);

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

  const vouched = (token: Token) => (isVouchedToken(token) ? namedByList(own, token) : undefined);
  const traded = portfolio.data?.data.totals.map(({ collateral }) => collateral) ?? [];
  const all = holdings && sectionsOf({ account, markets, holdings, claims: claims?.claims ?? [], traded, vouched });
  const unknown = all?.filter(({ isKnown }) => !isKnown) ?? [];
  const sections = isUnknownShown ? all : all?.filter(({ isKnown }) => isKnown);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex items-center gap-3">
        <Identicon address={account} size={40} />
        <h1 className="min-w-0 text-xl md:text-3xl">
          {isMine ? t("portfolio.title") : t("portfolio.of", { address: shortAddress(account) })}
        </h1>
        <Freshness block={markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n)} />
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
        const name =
          sections.length > 1
            ? t("portfolio.in", { symbol: signOf(section.token.address, deployment, { ...section.token, known: true }) })
            : undefined;
        return (
          <section key={section.token.address} aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-8">
            {!section.isKnown && (
              <p role="alert" className="notice font-medium">
                {t("portfolio.unknown.token", { address: shortAddress(section.token.address) })}
              </p>
            )}
            <WorthHeader account={account} section={section} portfolio={portfolio.data?.data} />
            <RedeemAll
              account={account}
              section={section}
              failed={claims?.failed.filter(({ claim }) => isSameAddress(claim.token.address, section.token.address)) ?? []}
              markets={markets}
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
      {isMine && address && hasOrders && <AccountOrders markets={markets} />}
      {sections && (
        <div className="grid gap-3">
          {unknown.length > 0 && (
            <Button
              size="small"
              className="justify-self-start"
              aria-pressed={isUnknownShown}
              onClick={() => setUnknownShown(!isUnknownShown)}
            >
              {t(isUnknownShown ? "portfolio.unknown.hide" : "portfolio.unknown.show", { count: unknown.length })}
            </Button>
          )}
          <TokenListChoice isOffered={unknown.length > 0} />
        </div>
      )}
      {sections && <AccountHistory account={account.toLowerCase()} markets={markets} />}
    </div>
  );
}

function usdOf(markets: readonly Market[], usd: string | undefined) {
  return markets.find(({ collateral }) => isSameAddress(usd, collateral.address))?.collateral;
}
