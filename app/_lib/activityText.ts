import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { cutText } from "../../sdk/text/cutText.ts";
import type { Market, Token } from "../../sdk/types.ts";
import { eventText } from "./eventText.ts";
import { clean, quantity, shortAddress, utc } from "./format.ts";
import type { IndexedActivity } from "./indexerTypes.ts";
import { payoutsText } from "./payoutsText.ts";
import type { Translate } from "./translate.ts";

/** The reader's language, and how it writes money. */
interface Manner {
  t: Translate;
  locale: string;
  money: (amount: bigint, token: Token) => string;
  /** Whose history is read: what it was given it did not send. */
  account?: string;
}

type Subject = Pick<Market, "outcomes" | "metadata" | "collateral">;

/** What happened, in words. What a resolver says of its own is put in the words of its event's name. */
export function activityText(row: IndexedActivity, market: Subject, manner: Manner): string {
  const { t, locale, money } = manner;
  const { kind, source, data } = row;
  const { collateral: token, outcomes } = market;
  const cash = (name: string) => money(toAmount(data[name]), token);
  const positions = (name: string) => quantity(toAmount(data[name]), token.decimals, locale);
  const outcome = (index: unknown) => clean(outcomes[Number(index)] ?? "");
  const all = (value: unknown) => (Array.isArray(value) ? value.map(outcome).join(", ") : "");
  if (source !== "markets") return resolverText(row, market, manner);
  switch (kind) {
    case "Trade":
    case "OrderFilled": {
      const by = kind === "OrderFilled" ? "ByOrder" : "";
      return t(data.op === "sell" ? `activity.sold${by}` : `activity.bought${by}`, {
        amount: positions("positions"),
        position: position(data.side, data.outcome),
        money: cash("collateral"),
      });
    }
    case "MarketCreated":
      return t("activity.created", { money: cash("funding") });
    case "LiquidityAdded":
      return t("activity.added", { money: cash("collateral") });
    case "LiquidityRemoved":
      return t("activity.removed", { money: cash("collateral") });
    case "Split":
      return t("activity.split", { amount: positions("amount") });
    case "Merged":
      return t("activity.merged", { amount: positions("amount") });
    case "PairSplit":
      return t("activity.pairSplit", { amount: positions("amount"), outcome: outcome(data.outcome) });
    case "PairMerged":
      return t("activity.pairMerged", { amount: positions("amount"), outcome: outcome(data.outcome) });
    case "Converted":
      return t("activity.converted", { amount: positions("amount"), outcomes: all(data.outcomes) });
    case "ConvertedBack":
      return t("activity.convertedBack", { amount: positions("amount"), outcomes: all(data.outcomes) });
    case "Halted":
      return t("activity.halted");
    case "Reopened":
      return t("activity.reopened");
    case "Resolved":
      return t("activity.resolvedAs", { answer: payoutsText(toPayouts(data.payouts), market, { t, locale }) });
    case "Voided":
      return t("activity.voidedAs", { answer: payoutsText(toPayouts(data.payouts), market, { t, locale }) });
    case "Redeemed":
      return t("activity.redeemedPosition", {
        amount: positions("amount"),
        position: position(data.position, data.outcome),
        money: cash("collateral"),
      });
    case "SeedRedeemed":
      return t("activity.seedRedeemed", { money: cash("collateral") });
    case "CreatorFeesCollected":
      return t("activity.feesCollected", { money: cash("collateral") });
    case "Transfer": {
      const [from, to] = [row.account ?? "", row.recipient ?? ""];
      const sent = { amount: positions("amount"), position: position(data.position, data.outcome) };
      if (!manner.account) return t("activity.sent", sent);
      return isSameAddress(manner.account, to)
        ? t("activity.received", { ...sent, account: shortAddress(from) })
        : t("activity.sentTo", { ...sent, account: shortAddress(to) });
    }
    default:
      return eventText(kind, t);
  }

  function position(side: unknown, index: unknown): string {
    if (side === "liquidity") return t("position.liquidity");
    if (side === "seed") return t("position.seed");
    return side === "no" ? t("trade.noOn", { outcome: outcome(index) }) : outcome(index);
  }
}

function resolverText({ kind, source, data }: IndexedActivity, market: Subject, { t, locale, money }: Manner): string {
  const answer = payoutsText(toPayouts(data.payouts), market, { t, locale });
  const amount = (value: unknown) => money(toAmount(value), market.collateral);
  switch (kind) {
    case "Proposed":
      return source === "committee"
        ? t("activity.agreed", { answer, when: utc(Number(data.deadline), locale) })
        : t("activity.proposed", { answer, bond: amount(data.bond) });
    case "Asserted":
      return t("activity.proposed", { answer, bond: amount(data.bond) });
    case "Disputed":
      return t("activity.disputed", { bond: amount(data.bond) });
    case "Ruled":
      return answer ? t("activity.ruled", { answer }) : eventText(kind, t);
    case "Voted":
      return t("activity.voted", { answer });
    case "VoteWithdrawn":
      return t("activity.voteWithdrawn");
    case "Finalized":
      return t("activity.finalized");
    // a bond's token need not be the market's
    case "Credited":
      return isSame(data.token, market) ? t("activity.credited", { money: amount(data.amount) }) : eventText(kind, t);
    case "Clarified":
      return t("activity.clarified", { text: typeof data.text === "string" ? cutText(clean(data.text), 200) : "" });
    default:
      return eventText(kind, t);
  }
}

function isSame(token: unknown, market: Subject): boolean {
  return typeof token === "string" && isSameAddress(token, market.collateral.address);
}

/** The API's numbers are decimal strings; nothing else counts. */
function toAmount(value: unknown): bigint {
  return (typeof value === "string" || typeof value === "number") && /^-?[0-9]+$/.test(String(value)) ? BigInt(value) : 0n;
}

function toPayouts(value: unknown): bigint[] {
  return Array.isArray(value) ? value.map(toAmount) : [];
}
