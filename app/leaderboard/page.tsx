import type { Metadata } from "next";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import type { Indexed, KnownToken, Rank } from "../_lib/indexerTypes.ts";
import { readIndexerOnServer } from "../_lib/readIndexerOnServer.ts";
import { LeaderboardView } from "./_components/LeaderboardView.tsx";
import { leaderboardPath, parseLeaderboardQuery } from "./_lib/leaderboardQuery.ts";

export const metadata: Metadata = { title: "Leaderboard" };

export default async function Leaderboard({ searchParams }: PageProps<"/leaderboard">) {
  const asked = parseLeaderboardQuery(await searchParams);
  const tokens = (await readIndexerOnServer<Indexed<KnownToken[]>>("tokens?used=true"))?.data ?? [];
  // an unknown token has no ranks
  const isRanked = asked.collateral === undefined || tokens.some(({ address }) => address === asked.collateral);
  const query = isRanked ? asked : parseLeaderboardQuery({ by: asked.by, period: asked.period });
  return (
    <Texts of={["leaderboard", "history", "loading", "notFound.back", "chart.period", "holders.account", "fresh"]}>
      <Queries>
        <LeaderboardView query={query} tokens={tokens} ranks={await readIndexerOnServer<Indexed<Rank[]>>(leaderboardPath(query))} />
      </Queries>
    </Texts>
  );
}
