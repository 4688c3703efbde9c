import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cutText } from "../../../sdk/text/cutText.ts";
import { unknownOf } from "../../../sdk/tokens/unknownOf.ts";
import { toPresageError } from "../../../sdk/toPresageError.ts";
import { ChainError } from "../../_components/ChainError.tsx";
import { Queries } from "../../_components/Queries.tsx";
import { Texts } from "../../_components/Texts.tsx";
import { chainConfig, readMarketOrLast } from "../../_lib/chain.server.ts";
import { errorText } from "../../_lib/errorText.ts";
import { clean } from "../../_lib/format.ts";
import type { Indexed, MarketPage as IndexedPage } from "../../_lib/indexerTypes.ts";
import { toJson } from "../../_lib/json.ts";
import { readKnownTokens } from "../../_lib/knownTokens.server.ts";
import { readIndexerOnServer } from "../../_lib/readIndexerOnServer.ts";
import { MarketView } from "./_components/MarketView.tsx";
import { parseChoice } from "./_lib/parseChoice.ts";

const TEXTS = [
  "market",
  "trade",
  "button",
  "order",
  "chart",
  "position",
  "resolution",
  "step",
  "fallback",
  "activity",
  "event",
  "holders",
  "liquidity",
  "history",
  "status",
  "fresh",
  "card",
  "loading",
  "live",
  "depth",
  "stage",
  "related",
  "payouts",
  "tokenList",
];

export async function generateMetadata({ params }: PageProps<"/market/[id]">): Promise<Metadata> {
  const { market } = (await readMarketOrLast((await params).id).catch(() => undefined)) ?? {};
  return market ? { title: clean(market.metadata.question), description: cutText(clean(market.metadata.rules), 200) } : {};
}

export default async function MarketPage({ params, searchParams }: PageProps<"/market/[id]">) {
  const { id } = await params;
  const reading = await readMarketOrLast(id).catch((error: unknown) => toPresageError(error));
  if (reading instanceof Error) return <ChainError message={errorText(reading).message} />;
  if (!reading) notFound();
  const { market, stale } = reading;
  const history = await readIndexerOnServer<Indexed<IndexedPage>>(`markets/${market.id}`);
  const stats = history && {
    volume: history.data.market.volume.amount,
    traders: history.data.market.traders,
    changes: history.data.market.changes24h.map(Number),
  };
  const { deployment } = chainConfig();
  const unknown = history?.data.market.unknown ?? unknownOf(market, await readKnownTokens(deployment));
  return (
    <Texts of={TEXTS}>
      <Queries>
        <MarketView
          unknown={unknown}
          initial={toJson(market)}
          stale={stale}
          stats={stats}
          asked={parseChoice(await searchParams, { outcomes: market.outcomes, shares: market.prices })}
        />
      </Queries>
    </Texts>
  );
}
