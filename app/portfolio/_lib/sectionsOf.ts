import type { Address } from "viem";
import type { Holding } from "../../../sdk/getHoldings.ts";
import { isSameAddress } from "../../../sdk/isSameAddress.ts";
import { positionValue } from "../../../sdk/positionValue.ts";
import { isFinal } from "../../../sdk/status.ts";
import type { Market, Token } from "../../../sdk/types.ts";
import type { PlainClaim } from "../../_lib/chainAnswers.ts";
import { shortAddress } from "../../_lib/format.ts";

export interface OpenRow {
  market: Market;
  holding: Holding;
  worth: bigint;
}

/** Everything of an account in one collateral: amounts of two are never one number. */
export interface PortfolioSection {
  token: Token;
  /** Whether somebody vouches for the token: what others call themselves proves nothing. */
  isKnown: boolean;
  /** What is held, locked and owed. */
  worth: bigint;
  open: OpenRow[];
  /** Final markets in which something is still held. */
  unredeemed: OpenRow[];
  /** Markets that the account made. */
  made: Market[];
  claims: PlainClaim[];
}

/** What an account holds, held, made and is owed, collateral by collateral, those that somebody vouches for first. */
export function sectionsOf({
  account,
  markets,
  holdings,
  claims,
  traded,
  vouched,
}: {
  account: Address;
  markets: readonly Market[];
  holdings: readonly Holding[];
  claims: readonly PlainClaim[];
  /** Collaterals that it has a history in, though nothing may be left of it. */
  traded: readonly string[];
  /** A token as whoever vouches for it names it; undefined of one that nobody does. */
  vouched: (token: Token) => Token | undefined;
}): PortfolioSection[] {
  const sections = new Map<string, PortfolioSection>();
  const sectionOf = (token: Token) => {
    const key = token.address.toLowerCase();
    const named = vouched(token);
    const section = sections.get(key) ?? {
      token: named ?? { ...token, symbol: shortAddress(token.address) },
      isKnown: named !== undefined,
      worth: 0n,
      open: [],
      unredeemed: [],
      made: [],
      claims: [],
    };
    sections.set(key, section);
    return section;
  };
  const byId = new Map(markets.map((market) => [market.id, market]));
  for (const holding of holdings) {
    const market = byId.get(holding.marketId);
    if (!market) continue;
    const row = { market, holding, worth: positionValue(market, holding) };
    const section = sectionOf(market.collateral);
    if (isFinal(market.status)) section.unredeemed.push(row);
    else {
      section.open.push(row);
      section.worth += row.worth;
    }
  }
  for (const market of markets) {
    if (traded.includes(market.collateral.address.toLowerCase())) sectionOf(market.collateral);
    if (!isSameAddress(market.creator, account)) continue;
    const section = sectionOf(market.collateral);
    section.made.push(market);
    // once final it is among the claims
    if (!isFinal(market.status)) section.worth += positionValue(market, { kind: "seed", outcome: 0, amount: market.seed });
  }
  for (const claim of claims) {
    const section = sectionOf(claim.token);
    section.claims.push(claim);
    section.worth += claim.amount;
  }
  return [...sections.values()].sort((a, b) => Number(b.isKnown) - Number(a.isKnown));
}
