import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { it } from "node:test";
import { freePort } from "../../../sdk/node/freePort.ts";

const RANGE = "/proc/sys/net/ipv4/ip_local_port_range";

it("gives ports at which one can listen, and which the system gives to no outgoing connection", {
  skip: !existsSync(RANGE) && "the system does not say which ports those are",
}, async () => {
  const [first, last] = readFileSync(RANGE, "utf8").trim().split(/\s+/).map(Number) as [number, number];
  for (let i = 0; i < 50; i++) {
    const port = await freePort();
    assert.ok(port < first || port > last, `${port} is among ${first} to ${last}`);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    await new Promise((resolve) => server.close(resolve));
  }
});

it("gives none that is taken", async (t) => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const draws = [(port - 10_000 + 0.5) / 22_768];
  t.mock.method(Math, "random", () => draws.shift() ?? 0.5);
  assert.notEqual(await freePort(), port);
  assert.deepEqual(draws, []);
  server.close();
});
