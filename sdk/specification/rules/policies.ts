import { isSameAddress } from "../../isSameAddress.ts";
import { parseDuration } from "../time.ts";
import type { Fault, Rule } from "./rule.ts";

/** What Kleros's general court needs for a round and an appeal, in seconds. */
const COURT_TIME = 45 * 86_400;

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
    why: "A bogus proposal then stops trading, and while the arbiter is silent it costs nothing but two bonds that come back: the market can stand still until it closes.",
    check: ({ resolver }): Fault[] => {
      if (resolver.kind !== "optimistic" || !resolver.earlyProposals || !resolver.haltOnProposal) return [];
      return [
        {
          path: ["resolver", "haltOnProposal"],
          message: "a proposal before the close halts trading, for the arbiter's time if it is silent",
          suggestion: "Leave it out, or name an arbiter that is sure to answer.",
        },
      ];
    },
  },
  {
    code: "hasty-court",
    severity: "warning",
    why: "A ruling that comes after the arbiter's time changes nothing, and the bonds go back; whoever would lose can appeal until then.",
    check: ({ resolver }, { deployment }): Fault[] => {
      const court = deployment?.contracts.Erc792Arbiter;
      if (!court || resolver.kind !== "optimistic") return [];
      const isCourt = resolver.arbiter === "court" || isSameAddress(resolver.arbiter, court);
      return isCourt && (parseDuration(resolver.arbiterTimeout) ?? 0) < COURT_TIME
        ? [
            {
              path: ["resolver", "arbiterTimeout"],
              message: `the arbiter is a court, and has ${resolver.arbiterTimeout}`,
              suggestion: "Give it P60D, for its rounds and an appeal.",
            },
          ]
        : [];
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
