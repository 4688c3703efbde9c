import { type Address, isAddressEqual } from "viem";
import { collectCreatorFeesCall } from "./calls/collectCreatorFees.ts";
import { multicallCall } from "./calls/multicall.ts";
import { redeemCall } from "./calls/redeem.ts";
import { redeemSeedCall } from "./calls/redeemSeed.ts";
import { withdrawBondsCall } from "./calls/withdrawBonds.ts";
import { withdrawRewardCall } from "./calls/withdrawReward.ts";
import type { Holding } from "./getHoldings.ts";
import { redeemableAmount } from "./redeemableAmount.ts";
import { isFinal } from "./status.ts";
import type { Call, Deployment, Market, Token } from "./types.ts";

/** As many as a market of 256 outcomes has, all of them held: 5 million gas, where a transaction may take 16 (EIP-7825). */
const MOST_POSITIONS = 520;

/** Something that an account is owed and can have paid out now, in base units of the token. */
export interface Claim {
  /**
   * `positions`: those of a final market, liquidity among them. `seed` and `creatorFees`: the creator's. `bonds`: at the
   * optimistic resolver. `reward`: for having asked a court.
   */
  kind: "positions" | "seed" | "creatorFees" | "bonds" | "reward";
  /** None for bonds and rewards: those of all markets in a token are paid at once. */
  marketId?: bigint;
  amount: bigint;
  token: Token;
  /** What pays this one alone. */
  call: Call;
  /** What `redeem` takes for it. */
  positionIds: readonly bigint[];
}

export interface Claims {
  claims: Claim[];
  /** What they come to, by token: amounts of different tokens are never one number. */
  totals: { token: Token; amount: bigint }[];
  /** The transactions that pay all of them, few: see `callsOf`. */
  calls: Call[];
}

/** An amount that waits for the account at a contract, see `getClaims`. */
export interface Waiting {
  token: Token;
  amount: bigint;
}

/**
 * What an account can have paid out now, from what was read of it (`getClaims` reads and does all of this). Pure. Bonds at
 * Reality.eth and UMA are paid there: see `getAnswers`.
 */
export function claimsOf(options: {
  deployment: Deployment;
  account: Address;
  markets: readonly Market[];
  holdings: readonly Holding[];
  bonds?: readonly Waiting[];
  rewards?: readonly Waiting[];
}): Claims {
  const { deployment, account, markets, holdings, bonds = [], rewards = [] } = options;
  const { Markets, OptimisticResolver, Erc792Arbiter } = deployment.contracts;
  const claims: Claim[] = markets.flatMap((market) => {
    const { id: marketId, collateral: token, seed, creatorFees } = market;
    const paying = holdings.filter((holding) => holding.marketId === marketId && holding.redeemable > 0n);
    const positionIds = paying.map(({ id }) => id);
    const isCreator = isAddressEqual(market.creator, account);
    const common = { marketId, token, positionIds: [] };
    const found: Claim[] = [];
    if (positionIds.length > 0) {
      const amount = paying.reduce((sum, { redeemable }) => sum + redeemable, 0n);
      const call = redeemCall({ markets: Markets, positionIds, recipient: account });
      found.push({ ...common, kind: "positions", amount, call, positionIds });
    }
    if (isCreator && isFinal(market.status) && seed > 0n) {
      const amount = redeemableAmount(market, { kind: "seed", outcome: 0, amount: seed });
      found.push({ ...common, kind: "seed", amount, call: redeemSeedCall({ markets: Markets, marketId }) });
    }
    if (isCreator && creatorFees > 0n) {
      found.push({ ...common, kind: "creatorFees", amount: creatorFees, call: collectCreatorFeesCall({ markets: Markets, marketId }) });
    }
    return found;
  });
  for (const { token, amount } of OptimisticResolver ? bonds : []) {
    const call = withdrawBondsCall({ resolver: OptimisticResolver as Address, token: token.address, recipient: account });
    if (amount > 0n) claims.push({ kind: "bonds", amount, token, call, positionIds: [] });
  }
  for (const { token, amount } of Erc792Arbiter ? rewards : []) {
    const call = withdrawRewardCall({ adapter: Erc792Arbiter as Address, token: token.address });
    if (amount > 0n) claims.push({ kind: "reward", amount, token, call, positionIds: [] });
  }
  return { claims, totals: totalsOf(claims), calls: callsOf(claims, { deployment, account }) };
}

/** What claims come to, by token. */
export function totalsOf(claims: readonly Pick<Claim, "token" | "amount">[]): Claims["totals"] {
  const totals: Claims["totals"] = [];
  for (const { token, amount } of claims) {
    const known = totals.find((total) => isAddressEqual(total.token.address, token.address));
    if (known) known.amount += amount;
    else totals.push({ token, amount });
  }
  return totals;
}

/**
 * The transactions that pay these claims: one for each collateral at `Markets` (several where there are more positions than one can
 * redeem), the positions of all its markets by one `redeem`, and one each for bonds and rewards. Those in the deployment's own tokens come first: what a stranger's token does
 * then comes after everything else was paid.
 */
export function callsOf(claims: readonly Claim[], options: { deployment: Deployment; account: Address }): Call[] {
  return paymentsOf(claims, options).map(({ call }) => call);
}

/** The same with the claims that each transaction pays. */
export function paymentsOf(
  claims: readonly Claim[],
  { deployment, account }: { deployment: Deployment; account: Address },
): { call: Call; claims: readonly Claim[] }[] {
  const { contracts, collaterals } = deployment;
  const known = new Set(Object.values(collaterals).map((address) => address.toLowerCase()));
  const byToken = Map.groupBy(claims, ({ token }) => token.address.toLowerCase());
  const tokens = [...byToken.keys()].sort((a, b) => Number(known.has(b)) - Number(known.has(a)));
  return tokens.flatMap((token) => paymentsInToken(byToken.get(token) ?? [], contracts.Markets, account));
}

function paymentsInToken(claims: readonly Claim[], markets: Address, account: Address): { call: Call; claims: readonly Claim[] }[] {
  const isElsewhere = ({ kind }: Claim) => kind === "bonds" || kind === "reward";
  const elsewhere = claims.filter(isElsewhere).map((claim) => ({ call: claim.call, claims: [claim] }));
  const here = claims.filter((claim) => !isElsewhere(claim));
  return [...inTransactions(here).map((each) => ({ call: paying(each, markets, account), claims: each })), ...elsewhere];
}

/** Claims as one transaction each pays them: all by one if it can, else the largest first, so that gifts of dust keep nobody from being paid. */
function inTransactions(claims: readonly Claim[]): Claim[][] {
  const weightOf = (each: readonly Claim[]) => each.reduce((sum, { positionIds }) => sum + Math.max(1, positionIds.length), 0);
  const sorted = weightOf(claims) <= MOST_POSITIONS ? claims : claims.toSorted((a, b) => (a.amount > b.amount ? -1 : 1));
  const transactions: Claim[][] = [];
  for (const claim of sorted) {
    const last = transactions.at(-1);
    if (last && weightOf([...last, claim]) <= MOST_POSITIONS) last.push(claim);
    else transactions.push([claim]);
  }
  return transactions;
}

/** One call at `Markets` for claims of one collateral. */
function paying(claims: readonly Claim[], markets: Address, account: Address): Call {
  const positionIds = claims.flatMap((claim) => claim.positionIds);
  const redeem = positionIds.length > 0 ? [redeemCall({ markets, positionIds, recipient: account })] : [];
  const calls = [...redeem, ...claims.filter(({ kind }) => kind !== "positions").map(({ call }) => call)];
  return calls.length === 1 ? (calls[0] as Call) : multicallCall({ markets, calls });
}
