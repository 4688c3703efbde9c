import { ChainError } from "./_components/ChainError.tsx";
import { MarketList } from "./_components/MarketList.tsx";
import { readMarkets } from "./_lib/chain.server.ts";
import { errorText } from "./_lib/errorText.ts";
import { parseFilter } from "./_lib/filterMarkets.ts";
import type { Indexed, IndexedMarket } from "./_lib/indexerTypes.ts";
import { toJson } from "./_lib/json.ts";
import { readIndexerOnServer } from "./_lib/readIndexerOnServer.ts";

export default async function Home({ searchParams }: PageProps<"/">) {
  const filter = parseFilter(await searchParams);
  try {
    const [markets, traded] = await Promise.all([
      readMarkets(),
      readIndexerOnServer<Indexed<IndexedMarket[]>>("markets?sort=volume&limit=100"),
    ]);
    const volumes = traded?.data.map(({ id, volume, volume24h, trades, traders }) => ({ id, volume, volume24h, trades, traders })) ?? null;
    return <MarketList initial={toJson(markets)} readAt={Date.now()} filter={filter} traded={volumes} />;
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
