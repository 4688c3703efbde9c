import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HELP } from "../../scripts/cli/help.ts";
import published from "../../scripts/cli/outputs.json" with { type: "json" };
import { outputs, outputsSchema } from "../../scripts/cli/outputs.ts";
import { presageTasks } from "../../scripts/cli/tasks.ts";

const commands = presageTasks.flatMap(({ id: [, name] }) => (name === undefined ? [] : [name]));

describe("the schemas of what commands print", () => {
  it("are published as they are", () => assert.deepEqual(published, outputsSchema()));

  it("are there for every command", () => {
    assert.deepEqual(Object.keys(outputs).sort(), [...commands, "failure"].sort());
  });
});

describe("the help", () => {
  it("has every command, with examples whose options there are", () => {
    assert.deepEqual(Object.keys(HELP).sort(), [...commands].sort());
    const everywhere = ["network", "from", "json"];
    for (const [name, { examples }] of Object.entries(HELP)) {
      const definition = presageTasks.find(({ id: [, each] }) => each === name);
      assert.ok(definition && "options" in definition && examples.length > 0, name);
      const options = [
        ...Object.keys(definition.options).map((each) => each.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
        ...everywhere,
      ];
      for (const example of examples) {
        assert.equal(example.split(" ")[0], name);
        for (const [, option = ""] of example.matchAll(/--([a-z-]+)/g)) assert.ok(options.includes(option), `${example}: --${option}`);
      }
    }
  });
});
