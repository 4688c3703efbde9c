import type { Metadata } from "next";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import type { Indexed, Rank } from "../_lib/indexerTypes.ts";
import { readIndexerOnServer } from "../_lib/readIndexerOnServer.ts";
import { LeaderboardView } from "./_components/LeaderboardView.tsx";
import { leaderboardPath, parseLeaderboardQuery } from "./_lib/leaderboardQuery.ts";

export const metadata: Metadata = { title: "Leaderboard" };

export default async function Leaderboard({ searchParams }: PageProps<"/leaderboard">) {
  const query = parseLeaderboardQuery(await searchParams);
  return (
    <Texts of={["leaderboard", "history", "loading", "notFound.back", "chart.period", "holders.account", "fresh"]}>
      <Queries>
        <LeaderboardView query={query} ranks={await readIndexerOnServer<Indexed<Rank[]>>(leaderboardPath(query))} />
      </Queries>
    </Texts>
  );
}
