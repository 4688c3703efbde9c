import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { en } from "../../app/_messages/en/en.ts";
import { importGraph } from "../../tools/checks/importGraph.ts";

const root = path.resolve(import.meta.dirname, "../..");
const files = globSync("app/**/*.{ts,tsx}", { cwd: root });
const imports = importGraph(root, files).filter(({ isPackage, isType }) => !isPackage && !isType);
const sourceOf = (file: string) => readFileSync(path.join(root, file), "utf8");

/** What a module needs, loaded at once or later. */
function reachedFrom(start: string): string[] {
  const reached = new Set([start]);
  for (const file of reached) for (const { from, to } of imports) if (from === file && to.startsWith("app/")) reached.add(to);
  return [...reached];
}

/** The words before the first changing part of the keys that a module asks for. */
function keysIn(file: string): string[] {
  const source = sourceOf(file);
  if (!/useTexts|Translate/.test(source)) return [];
  return [...source.matchAll(/["'`]([a-zA-Z]+(?:\.[a-zA-Z.]*)?)(?=["'`]|\$\{)/g)]
    .map(([, key]) => key as string)
    .filter((key) => isKey(key));
}

function isKey(start: string): boolean {
  return Object.keys(en.texts).some((key) => key === start || (start.endsWith(".") && key.startsWith(start)));
}

function given(file: string): string[] {
  const source = sourceOf(file);
  return [...source.matchAll(/(?:<Texts\s+of=\{|TEXTS = )\[([^\]]*)\]/g)].flatMap(([, list]) =>
    [...(list as string).matchAll(/"([^"]+)"/g)].map(([, word]) => word as string),
  );
}

describe("the texts that the browser is given", () => {
  const everywhere = given("app/layout.tsx");
  for (const page of ["app/layout.tsx", "app/error.tsx", ...globSync("app/**/page.tsx", { cwd: root })]) {
    it(`are all that ${page} uses`, () => {
      const words = [...everywhere, ...reachedFrom(page).flatMap(given)];
      // a module of the browser's that is rendered on the server alone has the whole catalogue (`translator`)
      const modules = reachedFrom(page).filter((file) => !/translator\(/.test(sourceOf(file)));
      const missing = modules.flatMap((file) =>
        keysIn(file)
          .filter((key) => !words.some((word) => key === word || key.startsWith(`${word}.`)))
          .map((key) => `${key} in ${file}`),
      );
      assert.deepEqual(missing, []);
    });
  }
});
