import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { templateKinds } from "../../sdk/specification/templates/templateOf.ts";
import { type Commands, specification, startCommands } from "./commands.ts";

let commands: Commands;
before(async () => {
  commands = await startCommands(); // which names a network: names are checked as well
  await commands.succeed("deploy");
});
after(() => commands.close());

describe("a new file", () => {
  for (const kind of templateKinds) {
    it(`of kind ${kind} lints without a warning`, async () => {
      const file = path.join(commands.folder, `new-${kind}.yaml`);
      assert.deepEqual(await commands.succeed("new", { kind, file }), { file, kind });
      assert.deepEqual(await commands.succeed("lint", { path: file, strict: true }), { ok: true, findings: [] });
    });
  }
  it("takes the place of no other", async () => {
    const file = path.join(commands.folder, "mine.yaml");
    writeFileSync(file, "mine");
    await commands.refuse("FileExists", "new", { kind: "price", file });
    assert.equal(readFileSync(file, "utf8"), "mine");
  });
  it("is of a kind that there is", async () => {
    const { remedy } = await commands.refuse("UnknownKind", "new", { kind: "weather" });
    for (const kind of templateKinds) assert.ok(remedy.includes(kind));
  });
});

describe("a strict linter", () => {
  it("fails on what is only a warning", async () => {
    const file = path.join(commands.folder, "warned.yaml");
    const policy = "{ kind: committee, members: [member1, member2, member3], threshold: 2, delay: PT1H }";
    writeFileSync(file, specification("Does a significant number of people agree?", policy));
    const { ok, findings } = await commands.succeed("lint", { path: file });
    assert.ok(ok && findings.length > 0);
    const { status } = await commands.run("lint", { path: file, strict: true });
    assert.equal(status, 1);
  });
});
