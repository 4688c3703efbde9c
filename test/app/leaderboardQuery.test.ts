import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filterMarkets, parseFilter } from "../../app/_lib/filterMarkets.ts";
import { leaderboardHref, leaderboardPath, parseLeaderboardQuery } from "../../app/leaderboard/_lib/leaderboardQuery.ts";
import type { Market } from "../../sdk/types.ts";

describe("parseLeaderboardQuery", () => {
  it("reads what it writes, and leaves defaults out", () => {
    const query = { by: "brier", period: "7d", cursor: "WyIzIl0" } as const;
    const url = new URL(leaderboardHref(query), "http://a");
    assert.deepEqual(parseLeaderboardQuery(Object.fromEntries(url.searchParams)), query);
    assert.equal(leaderboardHref(parseLeaderboardQuery({})), "/leaderboard");
  });

  it("takes nothing that it does not know", () => {
    assert.deepEqual(parseLeaderboardQuery({ by: "luck", period: ["1d", "7d"], cursor: "a&b=c" }), { by: "profit", period: "1d" });
    assert.equal(leaderboardPath({ by: "volume", period: "all" }), "leaderboard?by=volume&period=all&limit=50");
  });
});

describe("filterMarkets by volume", () => {
  const market = (id: bigint, liquidity: bigint, status = "Open") =>
    ({ id, liquidity, status, metadata: {}, outcomes: [], resolverKind: "optimistic" }) as unknown as Market;
  const markets = [market(1n, 5n), market(2n, 9n), market(3n, 1n), market(4n, 1n, "Resolved")];
  const filter = parseFilter({ sort: "volume" });
  const ids = (volumes?: Map<string, bigint>) => filterMarkets(markets, filter, volumes).map(({ id }) => Number(id));

  it("puts the most traded first, of those that can be traded", () => {
    const volumes = new Map([
      ["1", 2n ** 70n],
      ["3", 2n ** 70n + 1n],
      ["4", 2n ** 90n],
    ]);
    assert.deepEqual(ids(volumes), [3, 1, 2, 4]);
  });

  it("goes by liquidity while there is no indexer", () => assert.deepEqual(ids(), [2, 1, 3, 4]));
});
