import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { lintSpecification } from "../../sdk/specification/lintSpecification.ts";
import type { Finding } from "../../sdk/specification/types.ts";

/** A market of the corpus: what of it is not said is sound. */
interface Entry {
  like?: string;
  question: string;
  rules: string;
  source: string;
  knowableBy?: string;
  /** What is wrong, by code. */
  defects?: string[];
  [field: string]: unknown;
}
interface Counts {
  found: number;
  missed: number;
  wrong: number;
}

/** When the corpus was written. */
const CORPUS_NOW = Date.parse("2026-11-26T00:00:00Z") / 1000;
/** The files of the corpus, in the order in which they were written. */
export const PARTS = ["seen", "unseen", "elsewhere", "later", "last", "final"] as const;
const FOLDER = path.join(import.meta.dirname, "corpus");

const SOUND = {
  category: "other",
  edgeCases: [
    { if: "What the question is about is cancelled or postponed", then: "void" },
    { if: "The source publishes nothing by a month after the close", then: "void" },
  ],
  closes: "2027-06-30T20:00:00Z",
  knowableBy: "2027-06-30T23:59:00Z",
  resolveBy: "2027-12-15T00:00:00Z",
  collateral: "usd",
  liquidity: { b: 1000 },
  fee: "4%",
  creatorShare: "25%",
  resolver: { kind: "optimistic", bond: 100, liveness: "PT24H", arbiter: "arbiter", arbiterTimeout: "P14D" },
};

/** What the linter finds in one file of the corpus. */
export function lintCorpus(part: (typeof PARTS)[number]): { entry: Entry; defects: string[]; findings: Finding[] }[] {
  const entries: Entry[] = parse(readFileSync(path.join(FOLDER, `${part}.yaml`), "utf8"));
  return entries.map((entry) => {
    const { like, defects = [], ...fields } = entry;
    const { knowableBy, ...rest } = {
      ...SOUND,
      ...(entry.bands || entry.scalar || entry.outcomes ? {} : { outcomes: ["Yes", "No"] }),
      ...fields,
    };
    const text = stringify({ ...rest, ...(knowableBy !== "none" && { knowableBy }) });
    return { entry, defects, findings: lintSpecification(text, { now: CORPUS_NOW }).findings };
  });
}

/** Precision and recall of the linter on one file, over pairs of a market and a code, and for each code. */
export function measureCorpus(part: (typeof PARTS)[number]) {
  const results = lintCorpus(part);
  const codes: Record<string, Counts> = {};
  const count = (code: string, field: keyof Counts) => {
    codes[code] ??= { found: 0, missed: 0, wrong: 0 };
    codes[code][field]++;
  };
  for (const { defects, findings } of results) {
    const said = new Set(findings.map(({ code }) => code));
    for (const code of defects) count(code, said.has(code) ? "found" : "missed");
    for (const code of said) if (!defects.includes(code)) count(code, "wrong");
  }
  const sum = (field: keyof Counts) => Object.values(codes).reduce((total, counts) => total + counts[field], 0);
  const [found, missed, wrong] = [sum("found"), sum("missed"), sum("wrong")];
  const defective = results.filter(({ defects }) => defects.length > 0).length;
  return {
    part,
    markets: results.length,
    defective,
    found,
    missed,
    wrong,
    precision: found / (found + wrong),
    recall: found / (found + missed),
    codes,
  };
}
