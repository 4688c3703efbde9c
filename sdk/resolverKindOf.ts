import { resolverContracts } from "./abi/resolverContracts.ts";
import { knownKinds, type ResolverKind } from "./resolvers/kinds.ts";
import type { Deployment } from "./types.ts";

/** Which of the deployment's resolvers an address is; `unknown` for any other contract: it can decide anything. */
export function resolverKindOf(deployment: Deployment, resolver: string): ResolverKind {
  const address = resolver.toLowerCase();
  return knownKinds.find((kind) => deployment.contracts[resolverContracts[kind]]?.toLowerCase() === address) ?? "unknown";
}
