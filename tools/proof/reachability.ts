// From every state of every life cycle, the way to redemption that needs nobody's
// privilege. The states and steps are those that test/contracts/resolvers/lifecycles.ts explores on the real contracts.
import { type Lifecycle, lifecycles, type State } from "./lifecycles.ts";

export type Exit = { resolver: string; state: string; path: string[]; by: string; when: string };

const FINAL = "Final";
const ANYONE = "anyone";

/** Steps that anyone may take, but that take a bond, or something that another party must have done before. */
const CONTINGENT = new Set([
  "OptimisticResolver propose",
  "OptimisticResolver dispute",
  "PriceFeedResolver settle",
  "UmaResolver assert",
  "UmaResolver dispute",
  "UmaResolver finalize",
  "RealityResolver answer",
  "RealityResolver requestArbitration",
]);

/** A market whose resolver is dead or hostile, does nothing more or has halted it: what `Markets` itself guarantees. */
const anyResolver: Lifecycle = {
  resolver: "any, dead or hostile",
  states: [
    {
      name: "Open",
      steps: [
        { by: "resolver", action: "halt", label: "halt", to: ["Halted"] },
        { by: "resolver", action: "resolve", label: "resolve", to: [FINAL] },
      ],
      until: "`closesAt`",
      then: ["Closed"],
      exit: "",
    },
    {
      name: "Halted",
      steps: [
        { by: "resolver", action: "reopen", label: "reopen", to: ["Open"] },
        { by: "resolver", action: "resolve", label: "resolve", to: [FINAL] },
      ],
      until: "`closesAt`",
      then: ["Closed"],
      exit: "",
    },
    {
      name: "Closed",
      steps: [{ by: "resolver", action: "resolve", label: "resolve", to: [FINAL] }],
      until: "`resolveBy`",
      then: ["Overdue"],
      exit: "",
    },
    {
      name: "Overdue",
      steps: [{ by: ANYONE, action: "void", label: "void, from `resolveBy`", to: [FINAL] }],
      until: "somebody acts",
      then: [],
      exit: "",
    },
    { name: FINAL, steps: [], until: "for ever", then: [], exit: "" },
  ],
};

/**
 * The exit of every state. A state has one if a step of anyone's, or time alone, leads only to states that have one already:
 * whichever of the outcomes comes about, the way goes on, and it cannot run in a circle. Throws for a state without.
 */
export function exitsOf({ resolver, states }: Lifecycle): Exit[] {
  const exits = new Map<string, Exit>([
    [FINAL, { resolver, state: FINAL, path: ["everybody redeems"], by: "each holder", when: "at once, for ever" }],
  ]);
  for (let before = -1; before < exits.size; ) {
    before = exits.size;
    // those found in this round must not lean on each other
    const found = states.filter(({ name }) => !exits.has(name)).map((state) => wayOut(resolver, state, exits));
    for (const exit of found) if (exit) exits.set(exit.state, exit);
  }
  const stuck = states.filter(({ name }) => !exits.has(name)).map(({ name }) => name);
  if (stuck.length > 0) throw new Error(`${resolver}: nobody without privilege can leave ${stuck.join(", ")}`);
  return states.map(({ name }) => exits.get(name) as Exit);
}

/** By steps of anyone's, else by time: to states that have an exit, whatever comes about. */
function wayOut(resolver: string, state: State, exits: Map<string, Exit>): Exit | null {
  const longest = (to: string[]) =>
    to.map((name) => exits.get(name) as Exit).reduce((worst, exit) => (exit.path.length > worst.path.length ? exit : worst));
  const step = state.steps.find(
    ({ by, action, to }) => by === ANYONE && !CONTINGENT.has(`${resolver} ${action}`) && to.every((name) => exits.has(name)),
  );
  if (step) {
    const next = longest(step.to);
    const when = waits(next) ?? (step.action === "void" ? "`resolveBy`" : "at once");
    return { resolver, state: state.name, path: [step.label, ...next.path], by: ANYONE, when };
  }
  if (state.then.length > 0 && state.then.every((name) => exits.has(name))) {
    const next = longest(state.then);
    const later = waits(next);
    const when = !later || later === "at once" || later === state.until ? state.until : `${state.until}, then ${later}`;
    return { resolver, state: state.name, path: [`wait until ${state.until}`, ...next.path], by: next.by, when };
  }
  return null;
}

const waits = ({ state, when }: Exit): string | null => (state === FINAL ? null : when);

/** All exits as a table in Markdown. */
export function renderExits(): string {
  const rows = [anyResolver, ...lifecycles].flatMap(exitsOf).filter(({ state }) => state !== FINAL);
  return [
    "| resolver | state | exit | by whom | by when |",
    "|---|---|---|---|---|",
    ...rows.map(({ resolver, state, path, by, when }) => `| ${resolver} | ${state} | ${path.join(" → ")} | ${by} | ${when} |`),
  ].join("\n");
}
