import type { Hex } from "viem";
import { clarifyCall } from "../../sdk/calls/clarify.ts";
import { PresageError } from "../../sdk/errors.ts";
import { payoutsText } from "../../sdk/payoutsText.ts";
import type { Planned } from "../../sdk/planned.ts";
import type { Resolution, ResolutionOf, ResolutionStep, StepAction } from "../../sdk/resolution.ts";
import { knownKinds } from "../../sdk/resolvers/kinds.ts";
import { answerFor } from "../../sdk/resolvers/reality/answerOf.ts";
import { type Answer, type Cost, NATIVE } from "../../sdk/resolvers/step.ts";
import type { Assertion } from "../../sdk/resolvers/uma/situation.ts";
import { actionSpec, stepCall } from "../../sdk/stepCall.ts";
import { cleanText } from "../../sdk/text/cleanText.ts";
import { TEXT_LIMITS } from "../../sdk/text/limits.ts";
import type { Market } from "../../sdk/types.ts";
import { amountArgument } from "./amountArgument.ts";
import { evidenceOf } from "./evidence.ts";
import { hyphenated } from "./hyphenated.ts";
import { payoutsArgument } from "./marketArgument.ts";
import { timeText } from "./present.ts";
import { actionNamed, commandsOf, synonymOf } from "./resolutionCommands.ts";
import { meaningOf } from "./stepMeaning.ts";

/** The ways of saying what is right. */
export interface AnswerArguments {
  outcome: string;
  payouts: string;
  value: string;
  tooEarly: boolean;
  invalid: boolean;
}

export interface StepArguments extends AnswerArguments {
  neither: boolean;
  evidence: string;
  evidenceCopy: string;
  assertion: string;
  bond: string;
  text: string;
}

/** A step to be sent: its call, what it takes beside gas, and words for it and for what it means. */
export interface PreparedStep {
  planned: Planned;
  cost?: Cost;
  text: string;
  meaning: string[];
}

/** The step's own word at a resolver; throws `InvalidArguments` or `WrongResolver`. */
export function actionOf(text: string, resolution: Resolution, market: Market): string {
  const commands = commandsOf(resolution.kind);
  const action = synonymOf(text, resolution.kind);
  if (commands.includes(action)) return action;
  const isKnown = knownKinds.some((kind) => commandsOf(kind).includes(text));
  const kind = resolution.kind === "unknown" ? `a resolver that is not known here (${market.resolver})` : resolution.kind;
  throw stop(
    isKnown ? "WrongResolver" : "InvalidArguments",
    isKnown ? `Market ${market.id} is decided by ${kind}: there is no ${text} there.` : `"${text}" is not a step of a resolution.`,
    `Use one of ${commands.join(", ")}.`,
  );
}

/** The call of a step that the command line names, as the market stands. Throws where it stands otherwise, saying how. */
export function prepareStep(
  action: string,
  resolution: Resolution,
  { args, market }: { args: StepArguments; market: Market },
): PreparedStep {
  if (action === "clarify") return clarification(args, market);
  const answer = answerArgument(args, market);
  const step = stepOf(action, resolution, { args, market, answer });
  refuseUnused(action, step, resolution.kind, args);
  requireAnswer(action, step, resolution.kind, { market, answer });
  const evidence = evidenceOf(args);
  const bond = args.bond ? amountArgument("--bond", args.bond, NATIVE) : undefined;
  const planned = stepCall(step, resolution, {
    market,
    ...(answer !== undefined && { answer }),
    ...(evidence && { evidence }),
    ...(bond !== undefined && { bond }),
  });
  if (!planned) {
    throw stop(
      "ElsewhereDone",
      step.who === "court" ? `A court (${step.accounts?.join(", ")}) decides the dispute.` : "This is not done by a call of this program.",
      "`presage show` says what can be done meanwhile.",
    );
  }
  const cost = step.action === "answer" && bond !== undefined ? { amount: bond, token: NATIVE } : step.cost;
  return {
    planned,
    ...(cost && { cost }),
    text: `${action}${answerText(answer, market)}${action === "rule" && args.neither ? " neither" : ""}, market ${market.id}`,
    meaning: meaningOf(step, resolution, { market, ...(answer !== undefined && { answer }) }),
  };
}

type Context = { args: StepArguments; market: Market; answer: Answer | undefined };

/** Which of the present steps the word means, by its flags and by where the market stands. */
function stepOf(action: string, resolution: Resolution, context: Context): ResolutionStep {
  const { market } = context;
  if (resolution.kind === "uma" && (action === "dispute" || action === "settle")) return assertionStep(action, resolution, context);
  if (resolution.kind === "reality" && action === "settle") return settlingStep(resolution, context);
  if (resolution.kind === "priceFeed" && action === "settle") refuseUnlessPriced(resolution, market);
  if (resolution.kind === "optimistic") {
    refuseWithoutCase(action, resolution, market);
    if (action === "rule") return rulingStep(resolution, context);
  }
  return offered(actionNamed(action, resolution.kind), action, resolution, market);
}

/** The step of the present state. Throws `WrongState` if it has none. */
function offered(name: StepAction, action: string, resolution: Resolution, market: Market, about?: Hex): ResolutionStep {
  const step = resolution.steps.find((each) => each.action === name && (about === undefined || each.about === about));
  if (step) return step;
  const open = resolution.steps.filter(({ isOpen }) => isOpen).map((each) => each.action);
  throw stop(
    "WrongState",
    `There is nothing to ${action} now: the resolution of market ${market.id} is ${resolution.state}.`,
    open.length > 0 ? `Possible now: ${open.join(", ")}.` : "`presage show` says what comes next.",
  );
}

/** Some steps are about a proposal, some of these about a court. */
function refuseWithoutCase(action: string, { proposal, court }: ResolutionOf<"optimistic">, market: Market): void {
  if (!proposal && ["dispute", "rule", "request-ruling", "evidence", "appeal", "enforce"].includes(action)) {
    throw stop(
      "NoProposal",
      `Nothing has been proposed for market ${market.id}.`,
      `Propose with \`npx hardhat presage resolve propose ${market.id} --outcome …\`.`,
    );
  }
  if (!court && ["request-ruling", "evidence", "appeal", "enforce"].includes(action)) {
    throw stop("NoCourt", `The arbiter of market ${market.id} is no court of this deployment.`, "It rules by `presage resolve rule`.");
  }
}

function rulingStep(resolution: ResolutionOf<"optimistic">, { args, market }: Context): ResolutionStep {
  const { court } = resolution;
  if (court) {
    throw stop(
      "CourtDecides",
      `A court (${court.arbitrator}) decides disputes on market ${market.id}.`,
      "Ask it with `resolve request-ruling`, and bring its ruling with `resolve enforce`.",
    );
  }
  if (args.tooEarly && args.neither)
    throw stop("InvalidArguments", "Both --too-early and --neither are given.", "Give the one that is meant.");
  return offered(args.neither ? "ruleNeither" : args.tooEarly ? "ruleTooEarly" : "rule", "rule", resolution, market);
}

function refuseUnlessPriced({ round, waitsFor, policy, now }: ResolutionOf<"priceFeed">, market: Market): void {
  const start = timeText(policy.settlesAt);
  const end = timeText(policy.settlesAt + policy.maxDelay);
  if (now < policy.settlesAt) {
    throw stop("AnswerNotDue", `The price of ${start} settles market ${market.id}, it is ${timeText(now)}.`, "Wait until then.");
  }
  if (round) return;
  if (waitsFor === "never") {
    throw stop(
      "NoRound",
      `The feed ${policy.feed} had no round from ${start} to ${end}.`,
      `The market falls to void: anyone voids it from ${timeText(market.resolveBy)}.`,
    );
  }
  throw stop("NoRound", `The feed ${policy.feed} has no round at or after ${start} yet.`, `Try again when it has one, until ${end}.`);
}

function assertionStep(action: "dispute" | "settle", resolution: ResolutionOf<"uma">, { args, market }: Context): ResolutionStep {
  const isDispute = action === "dispute";
  const assertion = assertionOf(resolution.assertions, args, market, isDispute ? "Running" : "Finalizable");
  return offered(isDispute ? "dispute" : "finalize", action, resolution, market, assertion.id);
}

function assertionOf(assertions: readonly Assertion[], args: StepArguments, market: Market, state: Assertion["state"]): Assertion {
  const listed = assertions.map((each) => `${each.id} (${payoutsText(each.payouts, market)}, ${each.state})`).join("; ");
  if (args.assertion) {
    const named = assertions.find(({ id }) => id.toLowerCase() === args.assertion.toLowerCase());
    if (named) return named;
    throw stop(
      "UnknownAssertion",
      `Market ${market.id} has no assertion ${args.assertion}.`,
      listed ? `It has ${listed}.` : "It has none.",
    );
  }
  const fitting = assertions.filter((each) => each.state === state);
  if (fitting.length === 1) return fitting[0] as Assertion;
  if (fitting.length > 1) {
    throw stop(
      "WhichAssertion",
      `Market ${market.id} has ${fitting.length} assertions that this could be about.`,
      `Name one with --assertion: ${listed}.`,
    );
  }
  const waiting = assertions.find((each) => each.state === "Running");
  throw stop(
    "NoAssertion",
    `Market ${market.id} has no assertion that can be ${state === "Running" ? "disputed" : "settled"}.`,
    waiting
      ? `The one that runs can be settled from ${timeText(waiting.deadline)}.`
      : listed
        ? `It has ${listed}.`
        : `Assert with \`npx hardhat presage resolve assert ${market.id} --outcome …\`.`,
  );
}

/** What brings an answer at Reality.eth to the market. */
function settlingStep(resolution: ResolutionOf<"reality">, { market, answer: given }: Context): ResolutionStep {
  const { answer, policy } = resolution;
  if (!answer) {
    throw stop(
      "NoAnswer",
      `Nobody has answered market ${market.id} yet.`,
      `Answer with \`npx hardhat presage resolve answer ${market.id} --outcome …\`.`,
    );
  }
  switch (answer.meaning) {
    case "tooSoon":
      throw stop(
        "TooSoon",
        `The answer is "too soon".`,
        `From ${timeText(answer.deadline)} ask again with \`npx hardhat presage resolve reopen ${market.id}\`.`,
      );
    case "invalid":
      throw stop(
        "InvalidQuestion",
        "The answer is that the question has none.",
        `Anyone voids the market from ${timeText(market.resolveBy)}.`,
      );
    case "vector": {
      const payouts = given === undefined || typeof given === "string" ? answer.payouts : given;
      if (!payouts || answerFor(payouts, policy.templateId) !== answer.value) {
        throw stop(
          "NotTheVector",
          `The answer is the hash ${answer.value} of a payout vector${payouts ? ", not of this one" : ""}.`,
          `Give the vector with --payouts. If nobody knows one, anyone voids the market from ${timeText(market.resolveBy)}.`,
        );
      }
      return offered("finalizeVector", "settle", resolution, market);
    }
    default:
      return offered("finalize", "settle", resolution, market);
  }
}

const ANSWERS = ["outcome", "payouts", "value", "tooEarly", "invalid"] as const;
/** What says how a step is taken, and the steps that it is for; answers and evidence are apart. */
const MANNERS: readonly [option: keyof StepArguments, steps: readonly StepAction[]][] = [
  ["neither", ["ruleNeither"]],
  ["bond", ["answer"]],
  ["text", []],
];

/** Whoever gives an option that the step does not take means another step. Throws `InvalidArguments`. */
function refuseUnused(action: string, step: ResolutionStep, kind: Resolution["kind"], args: StepArguments): void {
  const { answers, evidence } = actionSpec(kind, step.action);
  const takesAnswer = answers.length > 0 || (kind === "reality" && action === "settle");
  const unused: (keyof StepArguments)[] = [
    ...(takesAnswer ? [] : ANSWERS.filter((option) => !(option === "tooEarly" && step.action === "ruleTooEarly"))),
    ...MANNERS.flatMap(([option, steps]) => (steps.includes(step.action) ? [] : [option])),
    ...(evidence ? [] : (["evidence", "evidenceCopy"] as const)),
    ...(kind === "uma" && ["dispute", "settle"].includes(action) ? [] : (["assertion"] as const)),
  ];
  refuseGiven(action, unused, args);
}

function refuseGiven(action: string, unused: readonly (keyof StepArguments)[], args: StepArguments): void {
  const given = unused.filter((option) => args[option]).map((option) => `--${hyphenated(option)}`);
  if (given.length === 0) return;
  throw stop(
    "InvalidArguments",
    `${action} does not take ${given.join(" and ")}.`,
    "Leave it out, or choose the step that is meant: `npx hardhat presage help resolve` shows examples.",
  );
}

function requireAnswer(
  action: string,
  step: ResolutionStep,
  kind: Resolution["kind"],
  { market, answer }: { market: Market; answer: Answer | undefined },
): void {
  const { answers } = actionSpec(kind, step.action);
  // The payouts behind a hash are known where they are equal shares; else `settlingStep` has asked for them.
  if (answer !== undefined || answers.length === 0 || step.action === "finalizeVector") return;
  const ways = [
    market.metadata.scalar ? "--value with the number" : `--outcome with one of ${market.outcomes.join(", ")}`,
    "--payouts",
    ...(answers.includes("tooEarly") ? ["--too-early"] : []),
    ...(answers.includes("invalid") ? ["--invalid"] : []),
  ];
  throw stop("MissingAnswer", `To ${action}, say what is right.`, `Add ${ways.slice(0, -1).join(", ")} or ${ways.at(-1)}.`);
}

/** What is said to be right; undefined if nothing is. */
export function answerArgument(args: AnswerArguments, market: Market): Answer | undefined {
  const isPayouts = [args.outcome, args.payouts, args.value].some((text) => text !== "");
  if ([isPayouts, args.tooEarly, args.invalid].filter(Boolean).length > 1) {
    throw stop("InvalidArguments", "More than one answer is given.", "Give the one that is right.");
  }
  if (args.tooEarly) return "tooEarly";
  if (args.invalid) return "invalid";
  return isPayouts ? payoutsArgument(args, market) : undefined;
}

function answerText(answer: Answer | undefined, market: Market): string {
  if (answer === undefined) return "";
  const words = { tooEarly: "too early", invalid: "that there is no answer" };
  return ` ${typeof answer === "string" ? words[answer] : payoutsText(answer, market)}`;
}

function clarification(args: StepArguments, market: Market): PreparedStep {
  refuseGiven("clarify", [...ANSWERS, "neither", "evidence", "evidenceCopy", "assertion", "bond"], args);
  const words = args.text.trim();
  if (!words) throw stop("InvalidArguments", "There is no text to add.", 'Give it with --text "…".');
  if (words.length > TEXT_LIMITS.rules)
    throw stop("InvalidArguments", `The text has ${words.length} characters, and ${TEXT_LIMITS.rules} are the most.`, "Shorten it.");
  if (cleanText(words) !== words)
    throw stop("InvalidArguments", "The text has characters that are not seen, or turn others around.", "Type it anew, without them.");
  return {
    planned: { call: () => clarifyCall({ resolver: market.resolver, marketId: market.id, text: words }) },
    text: `clarify market ${market.id}`,
    meaning: ["it changes no rule, and stays for everybody to read"],
  };
}

function stop(code: string, message: string, remedy: string): PresageError {
  return new PresageError({ code, message, remedy: `${remedy} Nothing was sent.` });
}
