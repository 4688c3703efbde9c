import { committee } from "./committee/committee.ts";
import type { KnownKind } from "./kinds.ts";
import { optimistic } from "./optimistic/optimistic.ts";
import { priceFeed } from "./priceFeed/priceFeed.ts";
import { reality } from "./reality/reality.ts";
import { uma } from "./uma/uma.ts";

/** Every kind of resolver, and all that is known of it. `kinds.ts` has their names alone. */
export const resolvers = { optimistic, committee, priceFeed, uma, reality } as const satisfies Record<KnownKind, unknown>;

export type Resolvers = typeof resolvers;
/** What the contract of a kind is told about a market. */
export type PolicyOf<kind extends KnownKind> = Parameters<Resolvers[kind]["encodePolicy"]>[0];
