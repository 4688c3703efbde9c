import type { GasRow } from "./measureGas.ts";
import type { ResolutionRow } from "./measureResolutions.ts";
import { TRANSACTION_CAP, type WorstRow } from "./measureWorst.ts";

type PeerRow = { contract: string; op: string; kind: string; gas: Record<string, number> };
export type Peers = { about: string; provenance: string; builds: Record<string, string>; rows: PeerRow[] };

const number = new Intl.NumberFormat("en-US");

type Figures = { rows: GasRow[]; worst: WorstRow[]; resolutions: ResolutionRow[]; peers: Peers };

/** The figures as a Markdown page: our operations by number of outcomes, then the peers' beside ours. */
export function gasReport({ rows, worst, resolutions, peers }: Figures): string {
  const counts = [...new Set(rows.map((row) => row.outcomes))];
  return [
    "# Gas",
    "",
    "Made by `npm run bench:gas -- --write`. Receipts, 21,000 and calldata included: sender an externally owned account,",
    "6-decimals OpenZeppelin collateral, maximal approvals given before. Steady: every touched slot is non-zero before;",
    "first: the actor's own slots go from zero. `resolve` is propose and finalize together. Figures in a row differ only",
    "by what the operation itself does for each outcome.",
    "",
    ...ourTable(rows, counts),
    "",
    "## Resolutions that nobody disputes",
    "",
    "Every transaction from the first step to `Resolved`, added up; UMA's and Reality.eth's own contracts included, from the",
    "bytecode that they published. The benchmark fails above a target.",
    "",
    "| resolver | steps | n | gas | at most |",
    "|---|---|--:|--:|--:|",
    ...resolutions.map(resolutionLine),
    "",
    "## Worst cases at 256 outcomes",
    "",
    "Every operation whose cost grows with the number of outcomes, with all offsets different and everything that it writes",
    `zero before. A transaction may take ${number.format(TRANSACTION_CAP)} (EIP-7825); the benchmark fails above it.`,
    "",
    "| operation | case | gas | of the cap |",
    "|---|---|--:|--:|",
    ...worst.map(({ op, what, gas }) => `| ${op} | ${what} | ${number.format(gas)} | ${Math.ceil((100 * gas) / TRANSACTION_CAP)}% |`),
    "",
    "## What grew",
    "",
    ...GREW,
    "",
    "## Beside the peers",
    "",
    `${peers.about} ${peers.provenance}`,
    "",
    ...peerTable(rows, peers),
    "",
    ...Object.entries(peers.builds).map(([name, build]) => `- ${name}: ${build}`),
    "",
  ].join("\n");
}

/** Against the figures of before additions were bounded by value; each row that grew, and what for. */
const GREW = [
  "Since additions of liquidity are bounded by their value and prices have limits, every other row of the engine costs less than",
  "before, additions included. These cost more:",
  "",
  "| row | more | for |",
  "|---|--:|---|",
  "| buy, buyExact of NO | 29 | the upper limit of the price (19); the rest is how the trades share their first lines |",
  "| sell | 103 to 113 | the lower limit of the price, the shared first lines, and one more name before `sell` in the dispatch |",
  "| create | 1,360 to 1,400 | the hash of all terms and the creator instead of the text's alone; the rest of its growth is registration with the resolver |",
  "| create, worst case | 45,500 | the same, of 256 odds |",
  "| propose, resolve and the resolvers' rows | | a largest bond and a deadline, named answers: see their decision records |",
];

function resolutionLine({ resolver, steps, outcomes, gas, target }: ResolutionRow): string {
  return `| ${resolver} | ${steps} | ${outcomes} | ${number.format(gas)} | ${target === undefined ? "" : number.format(target)} |`;
}

function ourTable(rows: GasRow[], counts: number[]): string[] {
  const lines = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const key = row.size ? `| ${row.op} | ${row.side} | ${row.size} | ${row.kind} |` : `| ${row.op} | | | ${row.kind} |`;
    const line = lines.get(key) ?? new Map<number, number>();
    lines.set(key, line.set(row.outcomes, row.gas));
  }
  return [
    `| operation | side | size | kind | ${counts.map((n) => `n = ${n}`).join(" | ")} |`,
    `|---|---|---|---|${counts.map(() => "--:|").join("")}`,
    ...[...lines].map(([key, line]) => `${key} ${counts.map((n) => number.format(line.get(n) ?? 0)).join(" | ")} |`),
  ];
}

/** Which of our operations does what a peer's operation does. */
const COUNTERPART: Record<string, string> = {
  buy: "buy",
  swap: "buy",
  sell: "sell",
  addLiquidity: "addLiquidity",
  removeLiquidity: "removeLiquidity",
  "create with liquidity": "create",
  split: "split",
  merge: "merge",
  "claim winnings": "redeem",
  "redeem winner": "redeem",
  "convert 1 NO to n-1 YES": "convert",
  "initialize + propose + resolve (200-byte question)": "resolve",
};

function peerTable(rows: GasRow[], peers: Peers): string[] {
  const lines = ["| peer | operation | kind | n | gas | ours | ratio |", "|---|---|---|--:|--:|--:|--:|"];
  for (const peer of peers.rows) {
    for (const [n, gas] of Object.entries(peer.gas)) {
      const ours = counterpart(rows, peer, Number(n));
      const ratio = ours === undefined ? "" : (gas / ours).toFixed(1);
      const our = ours === undefined ? "" : number.format(ours);
      lines.push(`| ${peer.contract} | ${peer.op} | ${peer.kind} | ${n} | ${number.format(gas)} | ${our} | ${ratio} |`);
    }
  }
  return lines;
}

/** Ours at the same number of outcomes, if it was measured there. */
function counterpart(rows: GasRow[], peer: PeerRow, outcomes: number): number | undefined {
  const op = COUNTERPART[peer.op];
  const kind = peer.kind === "first" && op === "buy" ? "first" : "steady";
  const same = rows.filter((row) => row.op === op && row.outcomes === outcomes && row.kind === kind && row.side === "yes");
  return same.length === 0 ? undefined : Math.max(...same.map((row) => row.gas));
}
