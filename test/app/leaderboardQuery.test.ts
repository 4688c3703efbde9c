import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leaderboardHref, leaderboardPath, parseLeaderboardQuery } from "../../app/leaderboard/_lib/leaderboardQuery.ts";

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

describe("the collateral of a ranking", () => {
  const collaterals = { usd: "0xd0", weth: "0xe0" };
  it("is a token of the address book, the first one unless told", () => {
    const query = parseLeaderboardQuery({ collateral: "weth" }, Object.keys(collaterals));
    assert.equal(leaderboardHref(query), "/leaderboard?collateral=weth");
    assert.match(leaderboardPath(query, collaterals), /&collateral=0xe0/);
    assert.deepEqual(parseLeaderboardQuery({ collateral: "usd" }, Object.keys(collaterals)), { by: "profit", period: "all" });
    assert.deepEqual(parseLeaderboardQuery({ collateral: "0xbad" }, Object.keys(collaterals)), { by: "profit", period: "all" });
  });
});
