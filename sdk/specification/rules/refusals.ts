import type { Path } from "../types.ts";
import type { Rule } from "./rule.ts";

/** Which part of a file a refusal of the contracts, or of what reads them, is about. The others are about the resolver as a whole. */
const PLACES: [about: RegExp, path: Path][] = [
  [/^(UnsupportedDecimals|UnknownCollateral|CollateralNotReceived)$/, ["collateral"]],
  [/Odds/, ["odds"]],
  [/InvalidClosesAt/, ["closes"]],
  [/ResolveBy/, ["resolveBy"]],
  [/^(InvalidLiquidity|FundingTooHigh|AmountTooLarge|InvalidAmount)$/, ["liquidity"]],
  [/^FeeRateTooHigh$/, ["fee"]],
  [/^CreatorShareTooHigh$/, ["creatorShare"]],
  [/^(InvalidOutcomeCount|NeedsTwoOutcomes)$/, ["outcomes"]],
  [/^(BondExceedsLiquidity|InvalidBond|BondTooHigh)$/, ["resolver", "bond"]],
  [/^BondRateTooHigh$/, ["resolver", "bondRate"]],
  [/^(ZeroArbiter|UndeclaredCreatorArbiter)$/, ["resolver", "arbiter"]],
  [/^(ZeroArbitrator|ArbitratorCharges)$/, ["resolver", "arbitrator"]],
  [/^MinBondTooHigh$/, ["resolver", "minBond"]],
  [/^CurrencyNotAccepted$/, ["resolver", "currency"]],
  [/^(InvalidMember|InvalidMemberCount)$/, ["resolver", "members"]],
  [/^InvalidThreshold$/, ["resolver", "threshold"]],
  [/^(DeadFeed|NoHistory|NoOlderRound|UnknownFeed)$/, ["resolver", "feed"]],
  [/^FeedDecimals$/, ["resolver", "feedDecimals"]],
  [/^NotSequencerFeed$/, ["resolver", "sequencerFeed"]],
  [/^GracePeriodTooLong$/, ["resolver", "gracePeriod"]],
  [/^(InvalidBounds|UnorderedBounds|BoundOutOfRange)$/, ["resolver", "bounds"]],
  [/^SettlesBeforeClose$/, ["resolver", "settles"]],
];

export const refusalRules: readonly Rule[] = [
  {
    code: "refused",
    severity: "error",
    why: "The contracts of this network were asked whether they would create the market, and would not.",
    check: (_, { refusal }) => {
      if (!refusal) return [];
      const said = refusal.details?.path as Path | undefined;
      const path = said ?? PLACES.find(([about]) => about.test(refusal.code))?.[1] ?? ["resolver"];
      return [{ path, message: `${refusal.message} (${refusal.code})`, suggestion: refusal.remedy }];
    },
  },
];
