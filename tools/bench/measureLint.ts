import type { Rule } from "../../sdk/specification/rules/rule.ts";
import type { Specification } from "../../sdk/specification/types.ts";

/** A market of another platform. */
export interface Question {
  title: string;
  description: string;
  ends: string | null;
  /** p1 No, p2 Yes, p3 half, p4 too early. */
  proposed: string;
  resolved: string;
  disputed: boolean;
}

const DAY = 86_400;

/** How often each rule for texts fires on undisputed, disputed and prematurely answered ones; undefined shares are null. */
export function measureLint(questions: readonly Question[], rules: readonly Rule[]) {
  const judged = rules.filter(({ judges }) => judges === "text");
  const results = questions.map((question) => ({ question, codes: codesOf(question, judged) }));
  const undisputed = results.filter(({ question }) => !question.disputed && !isPremature(question));
  const disputed = results.filter(({ question }) => question.disputed);
  const premature = results.filter(({ question }) => isPremature(question));
  // A text's score: what it was found with; ties in the order of the file.
  const worst = new Set(results.toSorted((a, b) => b.codes.length - a.codes.length).slice(0, Math.ceil(results.length / 10)));
  const inWorst = (group: typeof results) => share(group, (each) => worst.has(each));
  return {
    counts: { all: results.length, undisputed: undisputed.length, disputed: disputed.length, premature: premature.length },
    codes: judged.map(({ code }) => {
      const fires = ({ codes }: (typeof results)[number]) => codes.includes(code);
      const base = share(undisputed, fires) ?? 0;
      const against = (group: typeof results) => {
        const recall = share(group, fires);
        return { recall, lift: recall === null || base === 0 ? null : recall / base };
      };
      return { code, undisputed: base, disputed: against(disputed), premature: against(premature) };
    }),
    worstTenth: { disputed: inWorst(disputed), premature: inWorst(premature) },
    leftOut: rules.filter(({ judges }) => judges !== "text").map(({ code }) => code),
  };
}

/** The answer was not to be known yet. */
function isPremature({ proposed, resolved }: Question): boolean {
  return resolved === "p4" && proposed !== "p4";
}

function share<T>(group: readonly T[], holds: (each: T) => boolean): number | null {
  return group.length === 0 ? null : group.filter(holds).length / group.length;
}

function codesOf({ title, description, ends }: Question, rules: readonly Rule[]): string[] {
  const given = ends === null ? Number.NaN : Date.parse(ends) / 1000;
  const end = Number.isFinite(given) ? given : 1_800_000_000;
  const iso = (time: number) => new Date(time * 1000).toISOString().replace(".000", "");
  const specification: Specification = {
    question: title,
    category: "other",
    outcomes: ["Yes", "No"],
    rules: description,
    source: "https://www.example.org/",
    edgeCases: [],
    closes: iso(end),
    knowableBy: iso(end),
    resolveBy: iso(end + 90 * DAY),
    collateral: "usd",
    liquidity: { b: "1000" },
    fee: "4%",
    creatorShare: "25%",
    resolver: { kind: "optimistic", bond: "100", liveness: "PT24H", arbiter: "arbiter", arbiterTimeout: "P14D" },
  };
  const now = end - 30 * DAY;
  return rules.filter(({ check }) => check(specification, { now }).length > 0).map(({ code }) => code);
}
