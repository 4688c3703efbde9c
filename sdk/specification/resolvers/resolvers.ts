import { z } from "zod";
import type { KnownKind } from "../../resolvers/kinds.ts";
import { committee } from "./committee.ts";
import { optimistic } from "./optimistic.ts";
import { priceFeed } from "./priceFeed.ts";
import { reality } from "./reality.ts";
import type { ResolverForm } from "./resolverForm.ts";
import { uma } from "./uma.ts";

/** How every kind of resolver is written; apart from `sdk/resolvers/resolvers.ts`, so that a page does not load the linter. */
const resolverForms = { optimistic, committee, priceFeed, uma, reality } as const satisfies Record<KnownKind, unknown>;

type Forms = typeof resolverForms;
/** How a market is decided, as it was read or as it would be created, with all that `sentences` needs. */
export type PolicyTerms = { [kind in KnownKind]: { kind: kind } & Parameters<Forms[kind]["sentences"]>[0] }[KnownKind];
type Schema = Forms[KnownKind]["schema"];

/** The `resolver` of a specification. */
export const resolverSchema = z.discriminatedUnion(
  "kind",
  Object.values(resolverForms).map(({ schema }): Schema => schema) as [Schema, ...Schema[]],
);

type AnyForm = z.infer<typeof resolverSchema>;
/** How a kind of resolver is written. */
export function formOf({ kind }: { kind: KnownKind }): ResolverForm<AnyForm, KnownKind> {
  // The record has each kind's own type; here the kind and what was written come together.
  return resolverForms[kind] as unknown as ResolverForm<AnyForm, KnownKind>;
}
