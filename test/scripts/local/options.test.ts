import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { holdPort, holdPortNear } from "../../../scripts/local/holdPort.ts";
import { DEFAULT_PORTS, parseOptions } from "../../../scripts/local/options.ts";
import { freePort } from "../../../sdk/node/freePort.ts";

describe("options of npm start", () => {
  it("has ports of its own accord", () => {
    assert.deepEqual(parseOptions([]), { ports: DEFAULT_PORTS, hasStrangers: false });
  });

  it("takes each port", () => {
    const args = ["--port", "3100", "--chain-port=8645", "--indexer-port", "42100", "--orders-port=42101"];
    assert.deepEqual(parseOptions(args).ports, { web: 3100, chain: 8645, indexer: 42100, orders: 42101 });
  });

  it("adds strangers on request", () => {
    assert.equal(parseOptions(["--strangers"]).hasStrangers, true);
  });

  for (const text of ["0", "65536", "80.5", "http", ""]) {
    it(`refuses "${text}" as a port`, () => {
      assert.throws(() => parseOptions([`--port=${text}`]), /--port .* is not a port\. Give a number from 1 to 65535/);
    });
  }

  it("refuses one port for two services", () => {
    assert.throws(() => parseOptions(["--port", "8545"]), /8545 is given twice/);
  });

  it("refuses what it does not know", () => {
    assert.throws(() => parseOptions(["--prot", "3000"]), /Unknown option '--prot'/);
  });
});

describe("a port that something else has", () => {
  it("is an error that says how to choose another", async (context) => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    context.after(() => server.close());
    await assert.rejects(
      holdPort("chain", port),
      new RegExp(`Port ${port} is taken[\\s\\S]*npm start -- --chain-port ${DEFAULT_PORTS.chain}`),
    );
  });

  it("is kept from others until it is released", async () => {
    const held = await holdPortNear(await freePort());
    await assert.rejects(holdPort("web", held.port), /is taken/);
    const other = await holdPortNear(held.port);
    assert.notEqual(other.port, held.port);
    await other.release();
    await held.release();
    const again = await holdPort("web", held.port);
    await again.release();
  });
});
