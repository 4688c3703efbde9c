import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { diagramFaults } from "../../../tools/checks/diagram.ts";
import { circlesOf, type Import, importGraph, missingImports } from "../../../tools/checks/importGraph.ts";
import { directionFaults, pricingFaults } from "../../../tools/checks/importRules.ts";

const root = mkdtempSync(path.join(tmpdir(), "presage-imports-"));
after(() => rmSync(root, { recursive: true }));

/** The graph of files that exist only here. */
function graphOf(files: Record<string, string>): Import[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return importGraph(root, Object.keys(files));
}

const imports = (from: string, ...to: string[]): Import[] =>
  to.map((each) => ({ from, line: 1, to: each, isPackage: !each.includes(".ts"), isType: false }));

describe("importGraph", () => {
  it("finds every way of importing, where it stands and whether it is of types alone", () => {
    const source = [
      'import type { A } from "./a.ts";',
      'import { type B } from "../b.ts";',
      "import {",
      "  type C,",
      "  c,",
      '} from "viem/chains";',
      'export { d } from "./d.ts";',
      'export type * from "./e.ts";',
      'import "./f.css";',
      'const g = await import("./g.ts");',
      'type H = typeof import("./h.ts");',
      'declare module "i" { const i: typeof import("./i.ts") }',
      '// import { no } from "./comment.ts";',
      "const text = 'import { no } from \"./text.ts\"';",
    ];
    const found = graphOf({ "sdk/x/all.ts": source.join("\n") });
    assert.deepEqual(
      found.map(({ line, to, isPackage, isType }) => [line, to, isPackage, isType]),
      [
        [1, "sdk/x/a.ts", false, true],
        [2, "sdk/b.ts", false, true],
        [3, "viem/chains", true, false],
        [9, "sdk/x/f.css", false, false],
        [7, "sdk/x/d.ts", false, false],
        [8, "sdk/x/e.ts", false, true],
        [10, "sdk/x/g.ts", false, false],
        [11, "sdk/x/h.ts", false, true],
        [12, "sdk/x/i.ts", false, true],
      ],
    );
  });

  it("refuses a file that it cannot read", () => assert.throws(() => graphOf({ "sdk/broken.ts": "import {" }), /sdk\/broken\.ts: /));
});

describe("missingImports", () => {
  it("finds an import without its extension", () => {
    const found = graphOf({ "app/a.ts": 'import "./b";\nimport "./b.ts";', "app/b.ts": "" });
    assert.deepEqual(
      missingImports(root, found).map(({ line, to }) => [line, to]),
      [[1, "app/b"]],
    );
  });
});

describe("circlesOf", () => {
  it("finds a circle of types, of one file and of three, and no other", () => {
    const found = [
      ...imports("a.ts", "b.ts", "c.ts"),
      ...imports("b.ts", "c.ts"),
      ...imports("c.ts", "d.ts"),
      ...imports("d.ts", "e.ts", "viem"),
      ...imports("e.ts", "c.ts").map((each) => ({ ...each, isType: true })),
      ...imports("f.ts", "f.ts"),
    ];
    assert.deepEqual(circlesOf(found), [["c.ts", "d.ts", "e.ts"], ["f.ts"]]);
  });

  it("finds none in a diamond", () => {
    assert.deepEqual(circlesOf([...imports("a.ts", "b.ts", "c.ts"), ...imports("b.ts", "d.ts"), ...imports("c.ts", "d.ts")]), []);
  });
});

describe("directionFaults", () => {
  const refused: [from: string, to: string][] = [
    ["sdk/a.ts", "app/b.ts"],
    ["sdk/a.ts", "scripts/b.ts"],
    ["sdk/a.ts", "indexer/b.ts"],
    ["sdk/a.ts", "tools/b.ts"],
    ["sdk/a.ts", "sdk/specification/b.ts"],
    ["sdk/a.ts", "node:fs"],
    ["sdk/a.ts", "yaml"],
    ["sdk/specification/a.ts", "node:fs"],
    ["indexer/a.ts", "scripts/b.ts"],
    ["indexer/a.ts", "test/b.ts"],
    ["scripts/a.ts", "tools/b.ts"],
    ["scripts/a.ts", "test/b.ts"],
    ["app/a.ts", "indexer/b.ts"],
    ["app/a.ts", "test/b.ts"],
    ["hardhat.config.ts", "tools/b.ts"],
    ["tools/a.ts", "test/b.ts"],
    ["app/a.ts", "../elsewhere/b.ts"],
    ["fresh/a.ts", "fresh/b.ts"],
  ];
  for (const [from, to] of refused) {
    it(`refuses ${from} → ${to}`, () => assert.equal(directionFaults(imports(from, to)).length, 1));
  }

  it("lets through what the tree is made for", () => {
    assert.deepEqual(
      directionFaults([
        ...imports("sdk/a.ts", "sdk/b.ts", "viem", "viem/actions"),
        ...imports("sdk/specification/a.ts", "sdk/b.ts", "yaml"),
        ...imports("indexer/a.ts", "sdk/b.ts", "node:fs"),
        ...imports("scripts/a.ts", "sdk/specification/b.ts", "hardhat"),
        ...imports("app/a.ts", "sdk/b.ts", "react"),
        ...imports("hardhat.config.ts", "scripts/b.ts"),
        ...imports("tools/a.ts", "scripts/b.ts"),
        ...imports("test/a.ts", "tools/b.ts", "app/b.ts", "hardhat.config.ts"),
      ]),
      [],
    );
  });
});

describe("pricingFaults", () => {
  const far = (isType: boolean) => [
    ...imports("sdk/quoteTrade.ts", "sdk/lmsr.ts"),
    ...imports("sdk/lmsr.ts", "viem").map((each) => ({ ...each, isType })),
  ];

  it("finds a package that pricing needs by way of another module", () => {
    assert.deepEqual(pricingFaults(far(false)), ["sdk/quoteTrade.ts needs the package viem at run time, by sdk/lmsr.ts:1"]);
  });

  it("counts no types", () => assert.deepEqual(pricingFaults(far(true)), []));
});

describe("diagramFaults", () => {
  const document = [
    "```mermaid",
    "flowchart TB",
    '  user(["user"]) --> app',
    '  app["app/<br/>web app"] --> sdk["sdk/<br/>prices"]',
    '  spec["sdk/specification/<br/>linter"] --> sdk',
    '  app -- "history" --> indexer["indexer/<br/>history"]',
    "```",
  ].join("\n");
  const real = [
    ...imports("app/a.ts", "sdk/a.ts"),
    ...imports("sdk/specification/a.ts", "sdk/a.ts", "yaml"),
    ...imports("tools/a.ts", "app/a.ts"),
  ];

  it("finds nothing where arrows without words are the imports", () => assert.deepEqual(diagramFaults(document, real), []));

  it("names an import that is not drawn", () => {
    const [fault, ...others] = diagramFaults(document, [
      ...real,
      ...imports("app/a.ts", "indexer/b.ts"),
      ...imports("app/b.ts", "indexer/b.ts"),
    ]);
    assert.equal(fault, "app/ → indexer/ is not drawn: app/a.ts:1 imports indexer/b.ts");
    assert.deepEqual(others, []);
  });

  it("names an arrow that nothing stands for", () => {
    assert.deepEqual(diagramFaults(document, real.slice(1)), ["app/ → sdk/ is drawn, and nothing is imported that way"]);
  });

  it("names a folder that is missing", () => {
    assert.deepEqual(diagramFaults(document, [...real, ...imports("keeper/a.ts", "sdk/a.ts")]), [
      "keeper/a.ts is in no folder of the diagram",
    ]);
  });

  it("refuses a document without a diagram", () => assert.equal(diagramFaults("# Architecture", real).length, 1));
});
