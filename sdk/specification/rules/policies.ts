import type { Fault, Rule } from "./rule.ts";

export const policyRules: readonly Rule[] = [
  {
    code: "creator-arbitrates",
    severity: "warning",
    why: "A creator that decides disputes can decide for its own positions.",
    check: ({ resolver }) =>
      resolver.kind === "optimistic" && resolver.creatorMayArbitrate
        ? [
            {
              path: ["resolver", "creatorMayArbitrate"],
              message: "the creator may be the arbiter",
              suggestion: "Name an arbiter with nothing at stake.",
            },
          ]
        : [],
  },
  {
    code: "halt-on-proposal",
    severity: "warning",
    why: "A bogus proposal is then a cheap way to stop trading.",
    check: ({ resolver }): Fault[] => {
      if (resolver.kind !== "optimistic" || !resolver.earlyProposals || !resolver.haltOnProposal) return [];
      return [
        {
          path: ["resolver", "haltOnProposal"],
          message: "a proposal before the close halts trading",
          suggestion: "Leave it out, or take a high bond.",
        },
      ];
    },
  },
  {
    code: "lone-signer",
    severity: "warning",
    why: "A lost or stolen key decides, or keeps anybody from deciding.",
    check: ({ resolver }) =>
      resolver.kind === "committee" && resolver.members.length < 3
        ? [
            {
              path: ["resolver", "members"],
              message: `the committee has ${resolver.members.length === 1 ? "one member" : "two members"}`,
              suggestion: "Name three or more.",
            },
          ]
        : [],
  },
];
