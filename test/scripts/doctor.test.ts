import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Commands, startCommands } from "./commands.ts";

interface Check {
  about: string;
  ok: boolean;
  found: string;
  remedy?: string;
}

let commands: Commands;
before(async () => {
  process.env.PRESAGE_INDEXER_URL = "http://127.0.0.1:9"; // nobody is there
  commands = await startCommands();
});
after(() => commands.close());

const look = async (from?: string) => {
  const { status, text } = await commands.run("doctor", { ...(from && { from }) });
  const { ok, checks } = JSON.parse(text.split("\n").at(-1) as string) as { ok: boolean; checks: Check[] };
  assert.equal(status, ok ? 0 : 1);
  assert.ok(
    checks.every((check) => check.ok === (check.remedy === undefined)),
    "what is wrong has a remedy, and nothing else has",
  );
  return (about: string) => checks.find((check) => check.about === about) as Check;
};

describe("the doctor", () => {
  it("finds that nothing is deployed, and says what to do", async () => {
    const about = await look();
    assert.match(about("contracts").remedy ?? "", /presage deploy --network local/);
    assert.ok(about("account").ok && about("gas").ok);
  });

  it("finds nothing wrong once it is", async () => {
    await commands.succeed("deploy");
    const about = await look();
    for (const each of ["RPC endpoint", "chain", "account", "gas", "journal", "contracts", "resolvers", "collateral", "indexer"])
      assert.ok(about(each).ok, JSON.stringify(about(each)));
    assert.match(about("indexer").found, /none answers/);
  });

  it("finds an account that cannot pay for gas, and one that has no key", async () => {
    const [, , , , , poor] = await commands.client.getAddresses();
    await commands.client.setBalance({ address: poor as `0x${string}`, value: 1n });
    assert.match((await look(poor))("gas").remedy ?? "", new RegExp(`to ${poor}`, "i"));
    assert.equal((await look("nobody"))("account").ok, false);
  });

  it("finds a chain that was started anew under the same address book", async () => {
    const { contracts } = await commands.succeed("deploy");
    await commands.client.setCode({ address: contracts.Quoter, bytecode: "0x" });
    const { found, remedy } = (await look())("contracts");
    assert.match(found, /no code at Quoter/);
    assert.match(remedy ?? "", /presage deploy/);
  });
});
