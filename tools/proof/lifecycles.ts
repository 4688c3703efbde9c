/** What somebody can do in a state, and where it leads. `action` is the name by which the exploring test calls it. */
export type Step = { by: string; action: string; label: string; to: string[] };

/**
 * A state of a market as its resolver's `stateOf` gives it. `until` and `then` say what time alone does; `exit` what
 * becomes of the market if everybody but one stranger is silent for ever.
 */
export type State = { name: string; steps: Step[]; until: string; then: string[]; exit: string };

export type Lifecycle = { resolver: string; states: State[] };

const step = (by: string, action: string, label: string, ...to: string[]): Step => ({ by, action, label, to });
const VOID = "anyone voids from `resolveBy`: initial odds";
const voids = step("anyone", "void", "void, from `resolveBy`", "Final");
const final: State = {
  name: "Final",
  steps: [],
  until: "for ever",
  then: [],
  exit: "everybody redeems",
};

/** The life of a market under each resolver, from creation to redemption: explored to the end, on the real contracts, by a test. */
export const lifecycles: Lifecycle[] = [
  {
    resolver: "OptimisticResolver",
    states: [
      { name: "Waiting", steps: [], until: "`closesAt`", then: ["Proposable"], exit: VOID },
      {
        name: "Proposable",
        steps: [step("anyone", "propose", "propose with a bond", "Proposed")],
        until: "`resolveBy` − 1 day − arbiter's time − liveness",
        then: ["Expired"],
        exit: VOID,
      },
      {
        name: "Proposed",
        steps: [
          step("anyone", "dispute", "dispute with an equal bond and another answer", "Disputed"),
          step("arbiter", "ruleTooEarly", "rule “too early”", "Proposable", "Expired"),
        ],
        until: "liveness after the proposal",
        then: ["Finalizable"],
        exit: "anyone finalizes after the liveness: the proposal pays, its bond goes back",
      },
      {
        name: "Finalizable",
        steps: [step("anyone", "finalize", "finalize", "Final"), step("anyone", "void", "void, from `resolveBy`", "Refundable")],
        until: "somebody acts",
        then: [],
        exit: "anyone finalizes at once: the proposal pays, its bond goes back",
      },
      {
        name: "Disputed",
        steps: [
          step("arbiter", "ruleSame", "rule the proposed payouts", "Final"),
          step("arbiter", "ruleDisputer", "rule the disputer's payouts", "Final"),
          step("arbiter", "ruleOther", "rule other payouts", "Final"),
          step("arbiter", "ruleTooEarly", "rule “too early”", "Proposable", "Expired"),
          step("arbiter", "ruleNeither", "rule that neither is right", "Proposable", "Expired"),
        ],
        until: "arbiter's time after the dispute",
        then: ["Refundable"],
        exit: `both bonds go back after the arbiter's time; unless somebody proposes again, ${VOID}`,
      },
      {
        name: "Refundable",
        steps: [
          step("anyone", "finalize", "finalize: the bonds go back", "Proposable", "Expired", "Final"),
          step("anyone", "void", "void, from `resolveBy`", "Refundable"),
        ],
        until: "somebody acts",
        then: [],
        exit: `the bonds go back at once; ${VOID}`,
      },
      { name: "Expired", steps: [voids], until: "somebody acts", then: [], exit: VOID },
      final,
    ],
  },
  {
    resolver: "CommitteeResolver",
    states: [
      { name: "Waiting", steps: [], until: "`closesAt`", then: ["Voting"], exit: VOID },
      {
        name: "Voting",
        steps: [
          step("a member", "vote", "vote, short of the threshold", "Voting"),
          step("a member", "vote", "vote, reaching the threshold", "Proposed"),
          step("a member", "withdrawVote", "withdraw the vote", "Voting"),
        ],
        until: "`resolveBy` − 1 day − delay",
        then: ["Expired"],
        exit: VOID,
      },
      {
        name: "Proposed",
        steps: [
          step("a member", "vote", "vote for something else: the proposal lapses", "Voting"),
          step("a member", "withdrawVote", "withdraw the vote: the proposal lapses", "Voting", "Expired"),
        ],
        until: "delay after the deciding vote",
        then: ["Finalizable"],
        exit: "anyone finalizes after the delay",
      },
      {
        name: "Finalizable",
        steps: [step("anyone", "finalize", "finalize", "Final"), voids],
        until: "somebody acts",
        then: [],
        exit: "anyone finalizes at once",
      },
      {
        name: "Expired",
        steps: [step("a member", "withdrawVote", "withdraw the vote", "Expired"), voids],
        until: "somebody acts",
        then: [],
        exit: VOID,
      },
      final,
    ],
  },
  {
    resolver: "PriceFeedResolver",
    states: [
      { name: "Waiting", steps: [], until: "`settlesAt`", then: ["Due"], exit: "as in Due" },
      {
        name: "Due",
        steps: [step("anyone", "settle", "settle by the first round that counts", "Final"), voids],
        until: "somebody acts",
        then: [],
        exit: `anyone settles as soon as the round is there; if none comes, ${VOID}`,
      },
      final,
    ],
  },
  {
    resolver: "UmaResolver",
    states: [
      { name: "Waiting", steps: [], until: "`closesAt`", then: ["Assertable"], exit: VOID },
      {
        name: "Assertable",
        steps: [
          step("anyone", "assert", "assert with a bond", "Assertable"),
          step("anyone", "dispute", "dispute an assertion at the oracle", "Assertable"),
          step("UMA's voters", "voteTrue", "find a disputed assertion true", "Assertable"),
          step("UMA's voters", "voteFalse", "find a disputed assertion false", "Assertable"),
          step("anyone", "finalize", "finalize a true assertion", "Final"),
          step("anyone", "finalize", "finalize a rejected assertion", "Assertable"),
        ],
        until: "`resolveBy` − 1 day − liveness",
        then: ["Expired"],
        exit: `anyone finalizes an undisputed assertion after its liveness; without one, ${VOID}`,
      },
      {
        name: "Expired",
        steps: [
          step("anyone", "dispute", "dispute an assertion at the oracle", "Expired"),
          step("UMA's voters", "voteTrue", "find a disputed assertion true", "Expired"),
          step("UMA's voters", "voteFalse", "find a disputed assertion false", "Expired"),
          step("anyone", "finalize", "finalize a true assertion", "Final"),
          step("anyone", "finalize", "finalize a rejected assertion", "Expired"),
          voids,
        ],
        until: "somebody acts",
        then: [],
        exit: `anyone finalizes an undisputed assertion after its liveness; without one, ${VOID}`,
      },
      final,
    ],
  },
  {
    resolver: "RealityResolver",
    states: [
      { name: "Waiting", steps: [], until: "`closesAt`", then: ["Open"], exit: VOID },
      {
        name: "Open",
        steps: [step("anyone", "answer", "answer at Reality.eth with a bond", "Answered"), voids],
        until: "somebody acts",
        then: [],
        exit: VOID,
      },
      {
        name: "Answered",
        steps: [
          step("anyone", "answer", "outbid with twice the bond", "Answered"),
          step("anyone", "requestArbitration", "ask for arbitration", "Arbitration"),
          voids,
        ],
        until: "timeout after the last answer",
        then: ["Finalizable", "Vector", "TooSoon", "Invalid"],
        exit: `anyone finalizes after the timeout; if the answer is not an outcome, ${VOID}`,
      },
      {
        name: "Arbitration",
        steps: [
          step("arbitrator", "arbitrate", "answer", "Finalizable"),
          step("arbitrator", "arbitrateVector", "answer by the hash of payouts", "Vector"),
          step("arbitrator", "arbitrateTooSoon", "answer “too soon”", "TooSoon"),
          step("arbitrator", "arbitrateInvalid", "answer “invalid”", "Invalid"),
          voids,
        ],
        until: "the arbitrator acts",
        then: [],
        exit: VOID,
      },
      {
        name: "Finalizable",
        steps: [step("anyone", "finalize", "finalize", "Final"), voids],
        until: "somebody acts",
        then: [],
        exit: "anyone finalizes at once",
      },
      {
        name: "Vector",
        steps: [step("whoever knows the payouts", "finalizeVector", "finalize with the payouts whose hash is the answer", "Final"), voids],
        until: "somebody acts",
        then: [],
        exit: `whoever knows the payouts finalizes at once; if nobody does, ${VOID}`,
      },
      {
        name: "TooSoon",
        steps: [step("anyone", "reopen", "ask again", "Open"), voids],
        until: "somebody acts",
        then: [],
        exit: VOID,
      },
      { name: "Invalid", steps: [voids], until: "somebody acts", then: [], exit: VOID },
      final,
    ],
  },
];
