import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { answerProblem } from "../../../sdk/node/http/problem.ts";
import { clientOf, rateLimit } from "../../../sdk/node/http/rateLimit.ts";

describe("who a request comes from", () => {
  const cases: [remote: string | undefined, forwarded: string | undefined, client: string | undefined][] = [
    ["203.0.113.7", undefined, "203.0.113.7"],
    ["203.0.113.7", "198.51.100.1", "203.0.113.7"], // a stranger's word counts for nothing
    ["127.0.0.1", undefined, undefined],
    ["::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"],
    ["::1", "198.51.100.1, 203.0.113.7", "203.0.113.7"], // the last: the proxy's own
    ["10.0.0.5", "203.0.113.7", "203.0.113.7"], // a proxy that is trusted
    ["10.0.0.5", undefined, undefined],
    ["2001:db8:1:2:3:4:5:6", undefined, "2001:db8:1:2"],
    ["2001:db8::7", undefined, "2001:db8:0:0"],
    ["::ffff:203.0.113.7", undefined, "203.0.113.7"],
  ];
  for (const [remote, forwarded, client] of cases)
    it(`${remote} for ${forwarded ?? "itself"}`, () => assert.equal(clientOf(remote, forwarded, ["10.0.0.5"]), client));
});

describe("a limit of requests", () => {
  const limited = (perMinute: number, now: () => number) => {
    const app = new Hono();
    app.onError((error, context) => answerProblem(context, error));
    app.use(rateLimit(perMinute, (context) => context.req.header("who"), now));
    app.get("/", (context) => context.text("yes"));
    return async (who?: string) => {
      const { status, headers } = await app.request("/", { headers: who ? { who } : {} });
      return [status, headers.get("ratelimit-remaining"), headers.get("retry-after")];
    };
  };

  it("counts each client by itself, says what is left, and begins anew with the next minute", async () => {
    let now = 60_000 * 7 + 45_000;
    const ask = limited(2, () => now);
    assert.deepEqual(await ask("a"), [200, "1", null]);
    assert.deepEqual(await ask("a"), [200, "0", null]);
    assert.deepEqual(await ask("a"), [429, "0", "15"]);
    assert.deepEqual(await ask("b"), [200, "1", null]);
    assert.deepEqual(await ask(), [200, null, null]);
    now += 15_000;
    assert.deepEqual(await ask("a"), [200, "1", null]);
  });

  it("is none if it is zero", async () => {
    const ask = limited(0, Date.now);
    for (let count = 0; count < 5; count++) assert.deepEqual(await ask("a"), [200, null, null]);
  });
});
