import { formOf } from "./resolvers/resolvers.ts";
import { parseWhen } from "./time.ts";
import type { ResolverPolicy, Specification } from "./types.ts";

/** The windows of a policy in which somebody must act, by field; that of a price feed is the feed's. */
export function windowsOf(resolver: ResolverPolicy): [field: string, text: string][] {
  return formOf(resolver).windows(resolver);
}

/** The earliest `resolveBy` with which the market registers, in Unix seconds. `now`: of creation. */
export function earliestResolveBy({ resolver, closes }: Pick<Specification, "resolver" | "closes">, now: number): number {
  const form = formOf(resolver);
  const from = form.dueAt?.(resolver, now) ?? parseWhen(closes, now) ?? now;
  return form.earliestResolveBy(resolver, from);
}
