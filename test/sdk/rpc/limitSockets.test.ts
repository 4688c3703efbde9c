import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limitSockets } from "../../../sdk/rpc/limitSockets.ts";

/** A `fetch` whose answers come when they are told to. */
function controlled() {
  const answers: ((response: Response | Error) => void)[] = [];
  const fetchFn = () =>
    new Promise<Response>((resolve, reject) =>
      answers.push((response) => (response instanceof Error ? reject(response) : resolve(response))),
    );
  return { answers, fetchFn };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a limit of requests under way", () => {
  it("holds until an answer has been read to its end", async () => {
    const { answers, fetchFn } = controlled();
    const limited = limitSockets(1, fetchFn);
    const first = limited("http://node.example");
    const second = limited("http://node.example");
    await turn();
    assert.equal(answers.length, 1);
    answers[0]?.(new Response("{}", { status: 201 }));
    const response = await first;
    await turn();
    assert.equal(answers.length, 1, "the head of the answer is not its end");
    assert.deepEqual([response.status, await response.text()], [201, "{}"]);
    await turn();
    assert.equal(answers.length, 2);
    answers[1]?.(new Response(null));
    assert.equal(await (await second).text(), "");
  });

  it("is given back by a failure, an answer that nobody reads, and one that breaks off", async () => {
    const { answers, fetchFn } = controlled();
    const limited = limitSockets(1, fetchFn);
    const failing = assert.rejects(limited("http://node.example"), /gone/);
    await turn();
    answers[0]?.(new Error("gone"));
    await failing;

    const unread = limited("http://node.example");
    await turn();
    answers[1]?.(new Response("{}"));
    await (await unread).body?.cancel();

    const broken = limited("http://node.example");
    await turn();
    answers[2]?.(new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("broken off")) })));
    await assert.rejects((await broken).text(), /broken off/);

    void limited("http://node.example");
    await turn();
    assert.equal(answers.length, 4);
  });

  it("is not waited for by a request that was aborted", async () => {
    const { answers, fetchFn } = controlled();
    const limited = limitSockets(1, fetchFn);
    const first = limited("http://node.example");
    const abort = new AbortController();
    const waiting = assert.rejects(limited("http://node.example", { signal: abort.signal }), /enough/);
    abort.abort(new Error("enough"));
    await waiting;
    void limited("http://node.example");
    answers[0]?.(new Response(null));
    await first;
    await turn();
    assert.equal(answers.length, 2, "the third had its turn, the second none");
  });
});
