"use client";

import dynamic from "next/dynamic";
import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { ActivityTable } from "./ActivityTable.tsx";

const HoldersTable = dynamic(() => import("./HoldersTable.tsx").then((module) => module.HoldersTable));
const LiquidityPanel = dynamic(() => import("./LiquidityPanel.tsx").then((module) => module.LiquidityPanel));
const OrderBook = dynamic(() => import("./OrderBook.tsx").then((module) => module.OrderBook));
const RelatedMarkets = dynamic(() => import("./RelatedMarkets.tsx").then((module) => module.RelatedMarkets));

/** What only some look for, one at a time; a link can name the one that it is about (`?tab=liquidity`). */
export function MarketTabs({ market, isVouched }: { market: Market; isVouched: boolean }) {
  const { t } = useTexts();
  const { hasOrders } = useChainConfig();
  const [chosen, setChosen] = useState("activity");
  const tabs = [
    { value: "activity", text: t("activity.title"), panel: <ActivityTable market={market} /> },
    { value: "holders", text: t("holders.title"), panel: <HoldersTable market={market} /> },
    ...(hasOrders ? [{ value: "book", text: t("order.book"), panel: <OrderBook market={market} /> }] : []),
    { value: "liquidity", text: t("liquidity.title"), panel: <LiquidityPanel market={market} isVouched={isVouched} /> },
    { value: "related", text: t("related.title"), panel: <RelatedMarkets id={market.id} /> },
  ];
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("tab");
    if (asked !== "holders" && asked !== "book" && asked !== "liquidity" && asked !== "related") return;
    setChosen(asked);
    document.getElementById("more")?.scrollIntoView();
  }, []);
  return (
    <Tabs.Root id="more" value={chosen} onValueChange={setChosen}>
      <Tabs.List className="tabs" aria-label={t("market.more")}>
        {tabs.map(({ value, text }) => (
          <Tabs.Trigger key={value} value={value} className="tab">
            {text}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map(({ value, panel }) => (
        <Tabs.Content key={value} value={value} className="pt-4">
          {panel}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
