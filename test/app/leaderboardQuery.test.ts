import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leaderboardHref, leaderboardPath, parseLeaderboardQuery } from "../../app/leaderboard/_lib/leaderboardQuery.ts";

describe("parseLeaderboardQuery", () => {
  it("reads what it writes, and leaves defaults out", () => {
    const query = { by: "brier", period: "7d", collateral: `0x${"ab".repeat(20)}`, cursor: "WyIzIl0" } as const;
    const url = new URL(leaderboardHref(query), "http://a");
    assert.deepEqual(parseLeaderboardQuery(Object.fromEntries(url.searchParams)), query);
    assert.equal(leaderboardHref(parseLeaderboardQuery({})), "/leaderboard");
  });

  it("takes nothing that it does not know", () => {
    assert.deepEqual(parseLeaderboardQuery({ by: "luck", period: ["1d", "7d"], collateral: "0x12", cursor: "a&b=c" }), {
      by: "profit",
      period: "1d",
    });
    assert.equal(leaderboardPath({ by: "volume", period: "all" }), "leaderboard?by=volume&period=all&limit=50");
  });
});
