// A folder of files: each market once, whatever stands already, and every refusal at its place before anything is sent.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { type Commands, specification, startCommands } from "./commands.ts";

const POLICY = "{ kind: committee, members: [member1, member2, member3], threshold: 2, delay: PT3H }";

let cli: Commands;
let folder: string;
before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  folder = path.join(cli.folder, "markets");
  mkdirSync(folder);
});
after(() => cli.close());

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const create = async (args: object = {}): Promise<{ txHash: string | null; skipped?: boolean }[]> =>
  (await cli.succeed("create", { path: folder, acceptWarnings: true, ...args })).markets;
const made = (markets: { txHash: string | null }[]) => markets.filter(({ txHash }) => txHash !== null).length;
const iso = (time: number) => new Date(time * 1000).toISOString().replace(".000", "");

describe("a folder", () => {
  it("is created once, the same market in two files too, and again where it is asked to be", async () => {
    const first = specification("Does the first of these come about in time?", POLICY);
    write("a.yaml", first);
    write("b.yaml", specification("Does another of these come about in time?", POLICY));
    write("c.yaml", first);
    assert.equal(made(await create()), 2);
    assert.ok((await create()).every(({ skipped }) => skipped));
    await cli.refuse("Warnings", "create", { path: folder, again: true });
    assert.equal(made(await create({ again: true })), 2);
  });

  it("is not stopped by a market that stands and has closed since, but by one that would close in the past", async () => {
    const now = await cli.now();
    const fixed = specification("Does the one with a fixed hour come about?", POLICY)
      .replace("closes: PT1H", `closes: ${iso(now + 3_600)}`)
      .replace("resolveBy: P200D", `resolveBy: ${iso(now + 200 * 86_400)}`);
    write("d.yaml", fixed);
    assert.equal(made(await create()), 1);
    await cli.goTo(now + 7_200);
    assert.ok((await create()).every(({ skipped }) => skipped));
    write("d.yaml", fixed.replace("fee: 4%", "fee: 3%"));
    const { message } = await cli.refuse("InvalidSpecification", "create", { path: folder, acceptWarnings: true });
    assert.match(message, /d\.yaml:12:9: the close .* is not in the future/);
  });

  it("names the place of a name that the network does not know", async () => {
    write("d.yaml", specification("Does a folder with a stranger come about?", POLICY.replace("member1", "nobody")));
    const { message } = await cli.refuse("InvalidSpecification", "create", { path: folder, acceptWarnings: true });
    assert.match(message, /d\.yaml:18:40: "nobody" is not in the address book/);
  });
});
