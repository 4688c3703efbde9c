import type { Address } from "viem";
import type { Deployment, ResolverKind } from "./types.ts";

/** Which of the deployment's resolvers an address is; `unknown` for any other contract: it can decide anything. */
export function resolverKindOf(deployment: Deployment, resolver: Address): ResolverKind {
  const { OptimisticResolver, CommitteeResolver, PriceFeedResolver, UmaResolver, RealityResolver } = deployment.contracts;
  const kinds = {
    optimistic: OptimisticResolver,
    committee: CommitteeResolver,
    priceFeed: PriceFeedResolver,
    uma: UmaResolver,
    reality: RealityResolver,
  };
  const found = Object.entries(kinds).find(([, address]) => address?.toLowerCase() === resolver.toLowerCase());
  return (found?.[0] as ResolverKind | undefined) ?? "unknown";
}
