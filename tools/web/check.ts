// `npm run check:web [-- --json --runs 5 --untimed]`: what the production build costs who opens a page, against the budgets in budgets.ts. With
// --json one object on standard output and nothing else; --untimed holds to their budgets only what no busy machine changes: bytes,
// commits and requests. The measure of all is an empty page on the same Next and React.
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { browser } from "../install/browser.ts";
import { BUDGETS, ROUTES, SCREENS } from "./budgets.ts";
import { measureIdle } from "./idle.ts";
import { scriptBytes } from "./scriptBytes.ts";
import { startStack } from "./stack.ts";
import { measureVitals, type Vitals } from "./vitals.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
    untimed: { type: "boolean", default: false },
  },
});
const RUNS = Number(values.runs);
const IDLE_MS = 30_000;
/** Where people stay. */
const IDLE_ROUTES = ["/", "/market/1"];

interface Row {
  route: string;
  measure: string;
  value: number;
  /** The same of the empty page, where it is what counts. */
  yardstick?: number;
  /** None: only printed. */
  budget?: number;
}

const rows: Row[] = [];
const say = (text: string) => values.json || console.log(text);
const isOver = ({ value, yardstick = 0, budget }: Row) => budget !== undefined && value - yardstick > budget;
const add = (row: Row) => {
  rows.push(row);
  const { route, measure, value, yardstick, budget } = row;
  const against = yardstick === undefined ? "" : `  empty page ${yardstick}, above it ${round(value - yardstick)}`;
  say(
    `${isOver(row) ? "OVER" : "ok  "}  ${route.padEnd(52)} ${measure.padEnd(26)} ${value}${against}${budget === undefined ? "" : `  (at most ${budget})`}`,
  );
};

const stack = await startStack();
const { executablePath, args, env } = await browser();
const instance = await chromium.launch({ executablePath, args, env });
try {
  const empty = await scriptBytes(stack.yardstick);
  for (const route of ROUTES) {
    const budget = BUDGETS.scripts[route];
    add({ route, measure: "scripts, bytes", value: await scriptBytes(stack.url + route), yardstick: empty, ...(budget && { budget }) });
  }
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const urls = [stack.yardstick, ...ROUTES.map((route) => stack.url + route)];
    const seen = new Map<string, Vitals[]>(urls.map((url) => [url, []]));
    // interleaved, so that what else the machine does meets all of them
    for (let run = 0; run < RUNS; run++) for (const url of urls) seen.get(url)?.push(await measureVitals(instance, url, viewport));
    const of = (url: string, name: keyof Vitals) => round(median((seen.get(url) ?? []).map((each) => each[name])));
    for (const route of ROUTES) {
      const url = stack.url + route;
      add({ route, measure: `${screen}: layout shift`, value: of(url, "shift"), ...timed(BUDGETS.shift) });
      for (const name of ["largestPaint", "blocking"] as const) {
        add({
          route,
          measure: `${screen}: ${name}, ms`,
          value: of(url, name),
          yardstick: of(stack.yardstick, name),
          ...timed(BUDGETS[name]),
        });
      }
    }
  }
  for (const route of IDLE_ROUTES) {
    const { commits, requests, rpcRequests } = await measureIdle(instance, stack.url + route, {
      rpcUrl: stack.rpcUrl,
      milliseconds: IDLE_MS,
    });
    add({ route, measure: "idle 30 s: commits", value: commits, budget: BUDGETS.idleCommits });
    add({ route, measure: "idle 30 s: requests", value: requests });
    add({ route, measure: "requests to an RPC", value: rpcRequests, budget: BUDGETS.rpcRequests });
  }
} finally {
  await instance.close();
  await stack.stop();
}
const over = rows.filter(isOver);
if (values.json) console.log(JSON.stringify({ ok: over.length === 0, rows }));
else
  console.log(
    over.length === 0
      ? `${rows.length} figures, none over its budget.`
      : `${over.length} of ${rows.length} figures are over their budgets.`,
  );
process.exitCode = over.length > 0 ? 1 : 0;

/** A budget for what depends on what else the machine does: paint, blocking, and when what was asked for shifts the rest. */
function timed(budget: number): { budget?: number } {
  return values.untimed ? {} : { budget };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
