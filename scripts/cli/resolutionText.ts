import { payoutsText } from "../../sdk/payoutsText.ts";
import type { Resolution, StepAction } from "../../sdk/resolution.ts";
import type { Cost, Fallback, Step } from "../../sdk/resolvers/step.ts";
import type { TimelineEntry } from "../../sdk/resolvers/timeline.ts";
import { actionSpec } from "../../sdk/stepCall.ts";
import type { Market } from "../../sdk/types.ts";
import { rulingText } from "./policyText.ts";
import { amountJson, amountText, spanText, timeText } from "./present.ts";
import { commandWord, FLAGS } from "./resolutionCommands.ts";

/** What a step is called in a sentence, where that is not its own name. */
const SENTENCES: Partial<Record<StepAction, string>> = {
  propose: "propose the answer",
  dispute: "dispute it",
  rule: "rule on it",
  ruleTooEarly: "rule that it was too early",
  ruleNeither: "rule that neither is right",
  requestRuling: "ask the court",
  appeal: "have the court judge it again",
  submitEvidence: "put evidence before the court",
  enforce: "bring the court's ruling",
  withdrawVote: "withdraw their vote",
  assert: "assert the answer",
  arbitrate: "ask for arbitration",
  reopen: "ask the question again",
  settle: "settle by the feed's price",
  finalize: "finalize it",
  finalizeVector: "finalize it with the payouts whose hash was answered",
  void: "void the market",
};

const WHO = {
  anyone: "anyone",
  arbiter: "the arbiter",
  member: "members",
  voter: "UMA's voters",
  arbitrator: "the arbitrator",
  court: "the court",
} as const;

function isElsewhere({ who }: Step): boolean {
  return who === "voter" || who === "arbitrator" || who === "court";
}

function commandOf(
  step: Step<StepAction>,
  kind: Resolution["kind"],
  { id, metadata }: Pick<Market, "id" | "metadata">,
): string | undefined {
  if (isElsewhere(step)) return undefined;
  const { action } = step;
  const { answers } = actionSpec(kind, action);
  const answer = !answers.includes("payouts")
    ? []
    : [action === "finalizeVector" ? "--payouts …" : metadata.scalar ? "--value …" : "--outcome …"];
  return ["npx hardhat presage resolve", commandWord(action), id, ...(FLAGS[action] ?? []), ...answer].join(" ");
}

const FEES: ReadonlySet<string> = new Set(["arbitrate", "requestRuling", "appeal"]);

/** Such as: anyone can dispute it until 2027-01-28T18:45:00Z, with a bond of 250 USD. */
export function stepText(step: Step<StepAction>): string {
  const { action, who, from, until, cost, isOpen } = step;
  const names = who === "arbiter" && step.accounts ? ` (${step.accounts.join(", ")})` : "";
  const start = isOpen || from === 0 ? "" : ` from ${timeText(from)}`;
  const end = until === undefined ? "" : ` until ${timeText(until)}`;
  const price = cost && cost.amount > 0n ? `, ${FEES.has(action) ? "for" : "with a bond of"} ${amountText(cost.amount, cost.token)}` : "";
  return `${WHO[who]}${names} can ${SENTENCES[action] ?? action}${start}${end}${price}`;
}

/** The lines that say what comes next, and what if nobody acts. */
export function nextText(resolution: Resolution, market: Market): string[] {
  const { steps, fallback } = resolution;
  const lines = steps.map((step) => {
    const isOneOfMany = steps.filter(({ action, isOpen }) => action === step.action && isOpen).length > 1; // assertions at UMA
    const base = step.isOpen ? commandOf(step, resolution.kind, market) : undefined;
    const command = base && isOneOfMany && step.about ? `${base} --assertion ${step.about}` : base;
    return `${step.isDue ? "due: " : step.isOpen ? "now: " : "later: "}${stepText(step)}${command ? `  (${command})` : ""}`;
  });
  const waits = resolution.kind === "priceFeed" ? waitText(resolution) : undefined;
  return [...(waits ? [waits] : []), ...lines, ...(fallback ? [fallbackText(fallback, market)] : [])];
}

function waitText({ waitsFor, waitsUntil, policy }: Extract<Resolution, { kind: "priceFeed" }>): string | undefined {
  const end = timeText(policy.settlesAt + policy.maxDelay);
  switch (waitsFor) {
    case "round":
      return `the feed has no round at or after ${timeText(policy.settlesAt)} yet; one must come until ${end}`;
    case "phase":
      return `the feed has changed its aggregator: the old one may still answer until ${end}`;
    case "sequencer":
      return waitsUntil === undefined
        ? `the chain's sequencer is down: anyone settles once it has been back for ${spanText(policy.gracePeriod)}`
        : `the chain's sequencer is down or came back too recently: anyone settles from ${timeText(waitsUntil)}, or once it has been back for ${spanText(policy.gracePeriod)}`;
    case "never":
      return `no round came until ${end}: the market falls to void`;
    default:
      return undefined;
  }
}

function fallbackText({ kind, at, payouts }: Fallback, market: Market): string {
  const paid = payouts ? payoutsText(payouts, market) : "the answer that stands";
  const when = timeText(at);
  if (kind === "finalize") return `if nobody else acts: from ${when} anyone makes it final, and it pays ${paid}`;
  const back = kind === "refund" ? `from ${when} the bonds go back; ` : "";
  return `if nobody else acts: ${back}from ${timeText(market.resolveBy)} anyone voids, and the initial odds pay: ${paid}`;
}

export function timelineText(entry: TimelineEntry, market: Pick<Market, "outcomes" | "outcomeCount" | "metadata">): string {
  const { kind, account, payouts, cost, evidence, deadline, text, timestamp, right, ruling } = entry;
  return [
    `${timeText(timestamp)}  ${kind}`,
    ...(account ? [`by ${account}`] : []),
    ...(payouts ? [payouts.length === 0 ? "too early" : payoutsText(payouts, market)] : []),
    ...(right ? [right === "neither" ? "neither is right" : `the ${right} is right`] : []),
    ...(ruling !== undefined ? [rulingText(ruling, market)] : []),
    ...(cost && cost.amount > 0n ? [amountText(cost.amount, cost.token)] : []),
    ...(deadline ? [`until ${timeText(deadline)}`] : []),
    ...(text ? [JSON.stringify(text)] : []),
    ...(evidence?.uri ? [`evidence ${evidence.uri} (${evidence.hash})`] : []),
  ].join(", ");
}

const costJson = (cost: Cost | undefined) => (cost ? { ...amountJson(cost.amount, cost.token), token: cost.token } : null);

export function stepJson(step: Step): Record<string, unknown> {
  const { action, who, accounts, from, until, cost, about, isOpen, isDue } = step;
  return {
    action,
    who,
    accounts: accounts ?? null,
    from: from === 0 ? null : timeText(from),
    until: until === undefined ? null : timeText(until),
    cost: costJson(cost),
    about: about ?? null,
    isOpen,
    isDue,
  };
}

function timelineJson({ timestamp, cost, deadline, ...entry }: TimelineEntry): Record<string, unknown> {
  return { at: timeText(timestamp), ...entry, ...(cost && { cost: costJson(cost) }), ...(deadline && { deadline: timeText(deadline) }) };
}

/** The part of a resolution that is the same for every kind. */
export function resolutionJson(resolution: Resolution): Record<string, unknown> {
  const { steps, fallback, timeline } = resolution;
  return {
    steps: steps.map(stepJson),
    fallback: fallback ? { kind: fallback.kind, at: timeText(fallback.at), payouts: fallback.payouts ?? null } : null,
    timeline: timeline.map(timelineJson),
  };
}
