import type { Import } from "./importGraph.ts";

/** What the files of a top folder may import besides their own. The folder "." is the root's configuration files. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  sdk: [],
  indexer: ["sdk"],
  keeper: ["sdk"],
  orders: ["sdk"],
  scripts: ["sdk", "orders", "keeper"],
  app: ["sdk"],
  ".": ["sdk", "scripts", "app"],
  tools: ["sdk", "scripts", "indexer", "keeper"],
  test: ["sdk", "scripts", "app", "indexer", "keeper", "orders", "tools", "."],
};

/** Types that a top folder may take from another: the page knows the history's answers by the schemas that describe them. */
export const MAY_KNOW: Record<string, string> = { app: "indexer/api/schemas.ts" };

/** Packages that a part of the SDK may need, by the longest path that fits. */
const SDK_PACKAGES: Record<string, RegExp> = {
  "sdk/": /^viem(\/|$)/,
  "sdk/node/": /^(node:|viem(\/|$))/,
  "sdk/node/http/": /^(hono(\/|$)|@hono\/|viem$)/,
  "sdk/specification/": /^(viem(\/actions)?|yaml|zod|unhomoglyph)$/,
};

/** Prices are for any program: what they need at run time is their own modules, no package at all. */
const PRICING = ["quoteTrade", "quoteMarketTrade", "quoteTradeFloat", "amountForPrice", "maxLoss", "parseAmount"].map(
  (name) => `sdk/${name}.ts`,
);

const folderOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] as string) : ".");

/** Imports that go where they must not, in words. */
export function directionFaults(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, line, to, isPackage, isType }) => {
    const [own, other] = [folderOf(from), folderOf(to)];
    const at = `${from}:${line}`;
    if (isPackage) {
      const allowed = SDK_PACKAGES[longestPrefix(from, Object.keys(SDK_PACKAGES)) ?? ""];
      return allowed && !allowed.test(to) ? [`${at} needs ${to}: of packages this part of the SDK may need only ${allowed.source}`] : [];
    }
    if (to.startsWith("..")) return [`${at} imports ${to}, outside the repository`];
    if (isType && MAY_KNOW[own] === to) return [];
    const allowed = MAY_IMPORT[own];
    if (!allowed) return [`${at}: the folder ${own} has no rule in tools/checks/importRules.ts`];
    if (own !== other && !allowed.includes(other)) {
      return [`${at} imports ${to}: ${own} may import ${allowed.length > 0 ? `only ${allowed.join(", ")}` : "no other folder"}`];
    }
    if (to.startsWith("sdk/specification/") && own === "sdk" && !from.startsWith("sdk/specification/")) {
      return [`${at} imports ${to}: only who reads specifications needs their parser`];
    }
    return [];
  });
}

/** Packages that pricing needs at run time, in words. */
export function pricingFaults(imports: readonly Import[]): string[] {
  return PRICING.flatMap((file) => {
    const reached = new Set([file]);
    for (const each of reached) for (const { from, to, isType } of imports) if (from === each && !isType) reached.add(to);
    const packages = imports.filter(({ from, isPackage, isType }) => isPackage && !isType && reached.has(from));
    return packages.map(({ from, line, to }) => `${file} needs the package ${to} at run time, by ${from}:${line}`);
  });
}

export function longestPrefix(file: string, prefixes: readonly string[]): string | undefined {
  return prefixes.filter((prefix) => file.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
}
