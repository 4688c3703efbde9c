import { ChainError } from "./_components/ChainError.tsx";
import { MarketList } from "./_components/MarketList.tsx";
import { Movers } from "./_components/Movers.tsx";
import { Texts } from "./_components/Texts.tsx";
import { chainConfig, readMarkets } from "./_lib/chain.server.ts";
import { errorText } from "./_lib/errorText.ts";
import type { Category, Indexed, IndexedMarket } from "./_lib/indexerTypes.ts";
import { fromChain, fromIndexed } from "./_lib/listedMarket.ts";
import { isFirstList, listRequest, PAGE, parseListQuery } from "./_lib/listQuery.ts";
import { readIndexerOnServer } from "./_lib/readIndexerOnServer.ts";

type Page = Indexed<IndexedMarket[]>;

const TEXTS = ["list", "card", "status", "history.unavailable"];
const SHOWN = 3;
const row = (sort: string) => readIndexerOnServer<Page>(`markets?sort=${sort}&status=Open&limit=${SHOWN}`);

export default async function Home({ searchParams }: PageProps<"/">) {
  const query = parseListQuery(await searchParams);
  const { deployment } = chainConfig();
  const hasMovers = isFirstList(query);
  const [page, categories, ...rows] = await Promise.all([
    readIndexerOnServer<Page>(listRequest(query)),
    readIndexerOnServer<Indexed<Category[]>>("categories"),
    ...(hasMovers ? [row("change24h"), row("closing"), row("newest")] : []),
  ]);
  const listed = (markets: IndexedMarket[] | undefined) => (markets ?? []).map((market) => fromIndexed(market, deployment));
  if (page) {
    const [moving, closing, newest] = rows.map((answer) => listed(answer?.data));
    const now = Math.max(page.asOf.timestamp, Math.floor(Date.now() / 1000));
    return (
      <Texts of={TEXTS}>
        <MarketList
          markets={listed(page.data)}
          categories={categories?.data ?? []}
          query={query}
          total={page.total ?? page.data.length}
          next={page.next ?? undefined}
          asOf={page.asOf}
          now={now}
          movers={hasMovers && <Movers moving={moving ?? []} closing={closing ?? []} newest={newest ?? []} now={now} />}
        />
      </Texts>
    );
  }
  try {
    const now = Math.floor(Date.now() / 1000);
    const markets = (await readMarkets()).slice(-PAGE).toReversed();
    return (
      <Texts of={TEXTS}>
        <MarketList
          markets={markets.map((market) => fromChain(market, deployment))}
          categories={[]}
          query={query}
          total={markets.length}
          asOf={{ block: Number(markets[0]?.blockNumber ?? 0n), timestamp: now }}
          now={now}
          isFromChain
        />
      </Texts>
    );
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
