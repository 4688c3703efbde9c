// properties: C6, C9, R3
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { lifecycles } from "../../../tools/proof/lifecycles.ts";
import { plantedFaults } from "../../../tools/proof/plantedFaults.ts";
import { privilegedFunctions } from "../../../tools/proof/privilegedFunctions.ts";
import { exitsOf, renderExits } from "../../../tools/proof/reachability.ts";

const root = resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(resolve(root, file), "utf8");
const security = read("docs/security.md");

describe("docs/security.md", () => {
  it("names every privileged function, and no other", () => {
    const section = security.split("## Privileged calls")[1]?.split("\n## ")[0] ?? "";
    const named = [...section.matchAll(/^\| `(\w+\.\w+)` \|/gm)].map(([, name]) => name).sort();
    assert.deepEqual(named, privilegedFunctions());
  });

  it("has the exit of every state", () => {
    const table = renderExits();
    console.log(table);
    assert.ok(security.includes(table), "run `node tools/docs/renderExits.ts`");
  });

  it("says how many faults are planted", () => {
    assert.ok(security.includes(`a fixed list of ${plantedFaults.length} faults`), `they are ${plantedFaults.length}`);
  });
});

describe("the planted faults", () => {
  it("fit the contracts, each in one place", () => {
    const stale = plantedFaults.filter(({ file, search }) => read(file).split(search).length !== 2);
    assert.deepEqual(
      stale.map(({ name }) => name),
      [],
    );
  });
});

describe("the contracts' tests", () => {
  it("name every event and error that the contracts declare", () => {
    const sources = globSync("contracts/{*.sol,arbiters/*.sol,interfaces/*.sol,libraries/*.sol,resolvers/*.sol}", { cwd: root });
    const declared = sources.flatMap((file) => [...read(file).matchAll(/^\s*(?:event|error) (\w+)\(/gm)].map(([, name]) => name));
    const tests = [...globSync("test/contracts/**/*.ts", { cwd: root }), ...globSync("contracts/test/**/*.sol", { cwd: root })];
    const text = tests.map(read).join("\n");
    assert.ok(declared.length > 100);
    assert.deepEqual(
      declared.filter((name) => !new RegExp(`["'.]${name}\\b`).test(text)),
      [],
    );
  });
});

describe("exitsOf", () => {
  it("finds a way out of every state of every life cycle", () => {
    for (const lifecycle of lifecycles) assert.equal(exitsOf(lifecycle).length, lifecycle.states.length);
  });

  it("refuses a state that only a privileged party can leave", () => {
    const [first] = lifecycles;
    assert.ok(first);
    const states = first.states.map((state) => ({ ...state, steps: state.steps.filter(({ action }) => action !== "void") }));
    assert.throws(() => exitsOf({ ...first, states }), /nobody without privilege can leave .*Expired/);
  });

  it("refuses a circle", () => {
    const around = (name: string, to: string) => ({ name, steps: [], until: "later", then: [to], exit: "" });
    assert.throws(() => exitsOf({ resolver: "circular", states: [around("A", "B"), around("B", "A")] }), /leave A, B/);
  });
});
