import { z } from "zod";
import { parseAmount } from "../../parseAmount.ts";
import { umaEarliestResolveBy } from "../../resolvers/uma/policy.ts";
import type { Token } from "../../types.ts";
import { account, amount, duration } from "../fields.ts";
import { secondsOf } from "../time.ts";
import type { ResolverForm } from "./resolverForm.ts";

const schema = z
  .strictObject({
    kind: z.literal("uma"),
    /** What bonds are paid in: a name from the address book's collaterals, or an address. The collateral unless told. */
    currency: account.optional(),
    /** In whole tokens of the currency; UMA's own minimum is paid if it is higher. */
    bond: amount,
    liveness: duration,
    earlyAssertions: z.boolean().optional(),
  })
  .meta({ id: "uma" });

export const uma = {
  schema,
  windows: ({ liveness }) => [["liveness", liveness]],
  earliestResolveBy: ({ liveness }, from) => umaEarliestResolveBy({ liveness: BigInt(secondsOf(liveness)) }, from),
  accounts: () => [],
  tokens: ({ currency }) => (currency ? [{ path: ["resolver", "currency"], name: currency }] : []),
  amounts: ({ bond }) => [{ path: ["resolver", "bond"], text: bond, of: "currency" }],
  policy: (resolver, { market, token, currencyDecimals }) => ({
    currency: token(resolver.currency ?? market.collateral),
    bond: parseAmount(resolver.bond, currencyDecimals),
    liveness: BigInt(secondsOf(resolver.liveness)),
    earlyAssertions: resolver.earlyAssertions ?? false,
  }),
  written: (policy, { currency, duration }) => ({
    kind: "uma",
    currency: policy.currency,
    bond: currency(policy.bond),
    liveness: duration(policy.liveness),
    earlyAssertions: policy.earlyAssertions,
  }),
  sentences: ({ policy: { liveness, earlyAssertions }, bond, currency }, { amount, span }) => [
    `anyone asserts at UMA's oracle with a bond of ${amount(bond, currency)}${earlyAssertions ? ", also before the close" : ""}, anyone disputes it within ${span(Number(liveness))} with as much`,
    "UMA's voters decide disputes, without a time limit",
  ],
} as const satisfies ResolverForm<z.infer<typeof schema>, "uma", { bond: bigint; currency: Token }>;
