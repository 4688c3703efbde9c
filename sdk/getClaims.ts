import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { erc792ArbiterAbi } from "./abi/erc792Arbiter.ts";
import { optimisticResolverAbi } from "./abi/optimisticResolver.ts";
import { type Claim, type Claims, callsOf, claimsOf, totalsOf, type Waiting } from "./claimsOf.ts";
import type { PresageError } from "./errors.ts";
import { getHoldings } from "./getHoldings.ts";
import { refusalOf } from "./refusalOf.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment, Market, Token } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

/**
 * What an account can have paid out now of these markets, and the transactions that do it. Each claim is simulated by itself:
 * one that would fail (a token that is paused, a recipient that it blocks) is left out and named in `failed`, so that it keeps
 * nobody from being paid what else they are owed.
 */
export async function getClaims(
  client: Client,
  options: { deployment: Deployment; account: Address; markets: readonly Market[] },
): Promise<Claims & { failed: { claim: Claim; error: PresageError }[] }> {
  const { deployment, account, markets } = options;
  const { OptimisticResolver, Erc792Arbiter } = deployment.contracts;
  const reader = withMulticall(client);
  const tokens = [...new Map(markets.map(({ collateral }) => [collateral.address, collateral])).values()];
  try {
    const [holdings, bonds, rewards] = await Promise.all([
      getHoldings(client, options),
      OptimisticResolver ? readWaiting(tokens, (token) => readBonds(reader, OptimisticResolver, account, token)) : [],
      Erc792Arbiter ? readWaiting(tokens, (token) => readRewards(reader, Erc792Arbiter, account, token)) : [],
    ]);
    const { claims } = claimsOf({ deployment, account, markets, holdings, bonds, rewards });
    const tried = await Promise.all(claims.map(async (claim) => ({ claim, error: await refusalOf(client, account, claim) })));
    const paid = tried.filter(({ error }) => error === undefined).map(({ claim }) => claim);
    return {
      claims: paid,
      totals: totalsOf(paid),
      calls: callsOf(paid, { deployment, account }),
      failed: tried.flatMap(({ claim, error }) => (error ? [{ claim, error }] : [])),
    };
  } catch (error) {
    throw toPresageError(error);
  }
}

function readWaiting(tokens: readonly Token[], read: (token: Address) => Promise<bigint>): Promise<Waiting[]> {
  return Promise.all(tokens.map(async (token) => ({ token, amount: await read(token.address) })));
}

function readBonds(client: Client, resolver: Address, account: Address, token: Address): Promise<bigint> {
  return readContract(client, { address: resolver, abi: optimisticResolverAbi, functionName: "withdrawable", args: [account, token] });
}

function readRewards(client: Client, adapter: Address, account: Address, token: Address): Promise<bigint> {
  return readContract(client, { address: adapter, abi: erc792ArbiterAbi, functionName: "rewardOf", args: [account, token] });
}
