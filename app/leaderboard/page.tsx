import type { Metadata } from "next";
import { chainConfig } from "../_lib/chain.server.ts";
import type { Indexed, Rank } from "../_lib/indexerTypes.ts";
import { readIndexerOnServer } from "../_lib/readIndexerOnServer.ts";
import { LeaderboardView } from "./_components/LeaderboardView.tsx";
import { leaderboardPath, parseLeaderboardQuery } from "./_lib/leaderboardQuery.ts";

export const metadata: Metadata = { title: "Leaderboard" };

export default async function Leaderboard({ searchParams }: PageProps<"/leaderboard">) {
  const { collaterals } = chainConfig().deployment;
  const query = parseLeaderboardQuery(await searchParams, Object.keys(collaterals));
  return <LeaderboardView query={query} ranks={await readIndexerOnServer<Indexed<Rank[]>>(leaderboardPath(query, collaterals))} />;
}
