import type { Address } from "viem";
import { ChainError } from "../../_components/ChainError.tsx";
import { Prefetched } from "../../_components/Prefetched.tsx";
import { Queries } from "../../_components/Queries.tsx";
import { Texts } from "../../_components/Texts.tsx";
import { readMarkets } from "../../_lib/chain.server.ts";
import { readChainPath } from "../../_lib/chainReads.server.ts";
import { errorText } from "../../_lib/errorText.ts";
import { toJson } from "../../_lib/json.ts";
import { queryKeys } from "../../_lib/queryKeys.ts";
import { readIndexerOnServer } from "../../_lib/readIndexerOnServer.ts";
import { LEDGERS, MOVEMENTS } from "../_lib/pageSizes.ts";
import { PortfolioView } from "./PortfolioView.tsx";

const TEXTS = [
  "portfolio",
  "position",
  "order",
  "profit",
  "history",
  "activity",
  "event",
  "fresh",
  "trade",
  "creator",
  "claim",
  "status",
  "market.showAll",
  "card",
  "notFound.back",
  "loading",
  "resolution",
  "chart",
  "tokenList",
  "payouts",
];

/** The portfolio of whoever is connected, known in the browser alone, or of anybody, whom the server can read. */
export async function PortfolioPage({ owner }: { owner?: Address }) {
  try {
    const [markets, readings] = await Promise.all([readMarkets(), owner ? read(owner) : []]);
    return (
      <Texts of={TEXTS}>
        <Queries>
          <Prefetched readings={readings}>
            <PortfolioView initial={toJson(markets)} {...(owner && { owner })} />
          </Prefetched>
        </Queries>
      </Texts>
    );
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}

/** What the page reads of an account, as it asks for it; null where the indexer has no answer. */
async function read(owner: Address): Promise<(readonly [readonly unknown[], unknown])[]> {
  const account = `accounts/${owner.toLowerCase()}`;
  const chain = (name: "holdings" | "claims") => {
    const path = `accounts/${owner}/${name}`;
    return readChainPath(path, new URLSearchParams()).then((data) => [queryKeys.chain(name, path), data] as const);
  };
  const indexer = (path: string, parameters: Record<string, string | number> = {}) =>
    readIndexerOnServer<object>(addressOf(path, parameters)).then((data) => [queryKeys.indexer(path, parameters), data] as const);
  const pages = async (path: string, parameters: Record<string, string | number>) => {
    const page = await readIndexerOnServer<object>(addressOf(path, parameters));
    return [queryKeys.indexerPages(path, parameters), page && { pages: [page], pageParams: [undefined] }] as const;
  };
  return Promise.all([
    chain("holdings"),
    chain("claims"),
    indexer(account, { include: "unknown" }),
    indexer("tokens", { used: "true" }),
    indexer(`${account}/profit`),
    indexer(`${account}/movements`, { limit: MOVEMENTS }),
    indexer("markets", { sort: "change24h", limit: MOVEMENTS }),
    pages(`${account}/markets`, { limit: LEDGERS }),
  ]);
}

function addressOf(path: string, parameters: Record<string, string | number>): string {
  const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${path}?${query}` : path;
}
