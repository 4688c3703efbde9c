/** What each page may cost, above an empty page with one link on the same versions of Next and React (`yardstick/`). From design. */
export const BUDGETS = {
  /** Bytes of scripts named in the HTML, gzip. */
  scripts: { "/": 15_000, "/market/1": 55_000 } as Record<string, number>,
  /** Sum of unexpected layout shifts. */
  shift: 0.05,
  /** Milliseconds, at a quarter of the processor's speed. */
  largestPaint: 400,
  blocking: 200,
  /** Of React, in 30 s in which nobody does anything and nothing happens on the chain. */
  idleCommits: 9,
  /** Requests to an RPC by a page without a wallet. */
  rpcRequests: 0,
};

/** An account that the demo's history trades with. */
const TRADER = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
export const ROUTES = ["/", "/market/1", `/portfolio/${TRADER}`, "/leaderboard", "/resolve", "/status", "/risks"];
export const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
