import { toPresageError } from "../sdk/toPresageError.ts";
import { ChainError } from "./_components/ChainError.tsx";
import { MarketList } from "./_components/MarketList.tsx";
import { readMarkets } from "./_lib/chain.server.ts";
import { parseFilter } from "./_lib/filterMarkets.ts";
import { toJson } from "./_lib/json.ts";

export default async function Home({ searchParams }: PageProps<"/">) {
  const filter = parseFilter(await searchParams);
  try {
    const markets = await readMarkets();
    return <MarketList initial={toJson(markets)} readAt={Date.now()} filter={filter} />;
  } catch (error) {
    return <ChainError message={toPresageError(error).message} />;
  }
}
