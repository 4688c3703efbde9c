import { resolverContracts } from "../abi/resolverContracts.ts";

/** The names of the kinds of resolver, which follow from the contracts. What a kind can do stands in `resolvers.ts`; this loads without it. */
export type KnownKind = keyof typeof resolverContracts;
export type ResolverContract = (typeof resolverContracts)[KnownKind];
/** `unknown`: not a resolver of the deployment; it can decide anything. */
export type ResolverKind = KnownKind | "unknown";

export const knownKinds = Object.keys(resolverContracts) as readonly KnownKind[];

/** Kinds that decide by an outside oracle, which a chain has or has not. */
const oracleKinds = ["uma", "reality"] as const satisfies readonly KnownKind[];
/** Kinds that need nothing but `Markets`, on any chain. */
export const ownKinds = knownKinds.filter((kind) => !(oracleKinds as readonly KnownKind[]).includes(kind));
