import { writeFileSync } from "node:fs";
import path from "node:path";

/** Runs a command with `--json`, as anybody would, and gives what it printed. Throws where it fails. */
// biome-ignore lint/suspicious/noExplicitAny: each command's output has a published schema, which `npm test` holds it to
export type Presage = (...args: string[]) => any;

interface Life {
  resolver: (own: string) => string;
  /** What is done once the market has closed. */
  before: readonly (readonly string[])[];
  /** What is done when a window has passed, if one has to. */
  after: readonly (readonly string[])[];
}

/** A market of each kind, from its creation to its last payment: where a window has to pass it is the shortest that there is. */
const LIVES: Record<string, Life> = {
  optimistic: {
    resolver: (own) =>
      `{ kind: optimistic, bond: 50, liveness: PT1M, arbiter: "${own}", arbiterTimeout: PT10M, creatorMayArbitrate: true }`,
    before: [
      ["propose", "--outcome", "No"],
      ["dispute", "--outcome", "Yes"],
      ["rule", "--outcome", "Yes"],
    ],
    after: [],
  },
  "optimistic, undisputed": {
    resolver: (own) =>
      `{ kind: optimistic, bond: 50, liveness: PT1M, arbiter: "${own}", arbiterTimeout: PT10M, creatorMayArbitrate: true }`,
    before: [["propose", "--outcome", "Yes"]],
    after: [["finalize"]],
  },
  "optimistic, before a court": {
    resolver: () => "{ kind: optimistic, bond: 50, liveness: PT1H, arbiter: court, arbiterTimeout: PT1H }",
    before: [
      ["propose", "--outcome", "No"],
      ["dispute", "--outcome", "Yes"],
      ["request-ruling", "--evidence", "https://example.org/case"],
      ["act court", "--outcome", "Yes"],
      ["enforce"],
    ],
    after: [],
  },
  committee: {
    resolver: (own) => `{ kind: committee, members: ["${own}"], threshold: 1, delay: PT1M }`,
    before: [["vote", "--outcome", "Yes"]],
    after: [["finalize"]],
  },
  priceFeed: {
    resolver: () => "{ kind: priceFeed, feed: BTC/USD, maxDelay: PT25H, bounds: [100000] }",
    before: [["act price", "--value", "150000"], ["settle"]],
    after: [],
  },
  uma: {
    resolver: () => "{ kind: uma, bond: 20, liveness: PT1H }",
    before: [["assert", "--outcome", "Yes"], ["dispute"], ["act vote", "--found", "true"], ["settle"]],
    after: [],
  },
  reality: {
    resolver: () => '{ kind: reality, arbitrator: court, timeout: PT1M, minBond: "0.01" }',
    before: [["answer", "--outcome", "Yes"]],
    after: [["settle"], ["claim"]],
  },
};

/** How long the markets are open: for their creation and their trades. */
const OPEN = "PT4M";

/**
 * Plays a market of each kind to its last payment by documented commands alone, side by side. `wait` comes back when the chain's
 * clock has that time. Throws where a market does not end as it should, or pays something twice or not at all.
 */
export async function playLives(run: Presage, { folder, wait }: { folder: string; wait: (time: number) => Promise<void> }) {
  let commands = 0;
  const presage: Presage = (...args) => {
    commands++;
    return run(...args);
  };
  presage("deploy", "--yes");
  const own: string = presage("faucet", "--amount", "100000", "--yes").account;
  const ids = new Map<string, string>();
  for (const [name, { resolver }] of Object.entries(LIVES)) {
    const file = path.join(folder, `${ids.size}.yaml`);
    writeFileSync(file, fileOf(`Does a market live to its end where the resolver is ${name}?`, resolver(own)));
    ids.set(name, presage("create", file, "--accept-warnings", "--yes").marketId);
  }
  for (const id of ids.values()) presage("trade", id, "--outcome", "Yes", "--spend", "10", "--yes");
  const closes = Math.max(...[...ids.values()].map((id) => timeOf(presage("show", id).closesAt)));
  await wait(closes);

  // every market up to where it has to wait, so that all windows pass at the same time; then the rest
  const waiting = Object.entries(LIVES).map(([name, { before, after }]) => {
    const id = ids.get(name) as string;
    for (const step of before) take(presage, id, step);
    return { id, after };
  });
  for (const { id, after } of waiting) {
    if (after.length > 0) await wait(timeOf(finalizable(presage("show", id))));
    for (const step of after) take(presage, id, step);
  }
  for (const [name, id] of ids) {
    const { status, outcomes } = presage("show", id);
    if (status !== "Resolved" || outcomes[0].payout !== "1")
      throw new Error(`The market of ${name} ends as ${status}, ${JSON.stringify(outcomes)}.`);
  }
  const { redeemed } = presage("redeem", ...ids.values(), "--yes");
  if (redeemed.length < 3 * ids.size) throw new Error(`Only ${redeemed.length} payments were made.`);
  const again = presage("redeem", "--yes").redeemed;
  if (again.length > 0) throw new Error(`${again.length} payments were left.`);
  return { markets: ids.size, payments: redeemed.length, commands };
}

function take(presage: Presage, id: string, [action = "", ...options]: readonly string[]): void {
  if (action === "act price") presage("act", "price", ...options);
  else if (action.startsWith("act ")) presage("act", action.replace("act ", ""), id, ...options);
  else presage("resolve", action, id, ...options, "--yes");
}

/** From when a market can be finalized. */
function finalizable({ resolver }: { resolver: { steps: { action: string; from: string | null }[] } }): string {
  const step = resolver.steps.find(({ action }) => action === "finalize");
  if (!step?.from) throw new Error(`Nothing is to be finalized: ${JSON.stringify(resolver.steps)}`);
  return step.from;
}

function timeOf(text: string): number {
  return Date.parse(text) / 1000;
}

function fileOf(question: string, resolver: string): string {
  return `question: ${question}
category: other
outcomes: [Yes, No]
rules: >
  Resolves Yes if what the question says has come about by the close, as the source below has it, No if it has not.
source: https://example.org/results
edgeCases:
  - if: The source says nothing, or it is cancelled or postponed
    then: void
closes: ${OPEN}
resolveBy: P100D
collateral: usd
liquidity: { b: 100 }
fee: 4%
creatorShare: 25%
resolver: ${resolver}
`;
}
