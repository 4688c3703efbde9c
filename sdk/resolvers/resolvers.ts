import { committee } from "./committee/committee.ts";
import type { KnownKind } from "./kinds.ts";
import { optimistic } from "./optimistic/optimistic.ts";
import { priceFeed } from "./priceFeed/priceFeed.ts";
import { reality } from "./reality/reality.ts";
import { uma } from "./uma/uma.ts";

/** Every kind of resolver, and all that is known of it. Whoever lists the kinds reads this (or `kinds.ts`, for their names). */
export const resolvers = { optimistic, committee, priceFeed, uma, reality } as const satisfies Record<KnownKind, unknown>;

export type Resolvers = typeof resolvers;
