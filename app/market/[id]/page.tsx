import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { toPresageError } from "../../../sdk/toPresageError.ts";
import type { Market } from "../../../sdk/types.ts";
import { ChainError } from "../../_components/ChainError.tsx";
import { readMarkets } from "../../_lib/chain.server.ts";
import { errorText } from "../../_lib/errorText.ts";
import { clean } from "../../_lib/format.ts";
import { toJson } from "../../_lib/json.ts";
import { MarketView } from "./_components/MarketView.tsx";

async function find(id: string) {
  const isIt = (market: Market) => String(market.id) === id;
  // one that was created a moment ago may not be in the shared reading yet
  return (await readMarkets()).find(isIt) ?? (/^[0-9]{1,20}$/.test(id) ? (await readMarkets({ isFresh: true })).find(isIt) : undefined);
}

export async function generateMetadata({ params }: PageProps<"/market/[id]">): Promise<Metadata> {
  const market = await find((await params).id).catch(() => undefined);
  return market ? { title: clean(market.metadata.question), description: clean(market.metadata.rules).slice(0, 200) } : {};
}

export default async function MarketPage({ params }: PageProps<"/market/[id]">) {
  const { id } = await params;
  const market = await find(id).catch((error: unknown) => toPresageError(error));
  if (market instanceof Error) return <ChainError message={errorText(market).message} />;
  if (!market) notFound();
  return <MarketView initial={toJson(market)} />;
}
