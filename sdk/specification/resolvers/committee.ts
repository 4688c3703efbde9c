import { z } from "zod";
import { committeeEarliestResolveBy } from "../../resolvers/committee/policy.ts";
import { account, count, duration } from "../fields.ts";
import { secondsOf } from "../time.ts";
import type { ResolverForm } from "./resolverForm.ts";

const schema = z
  .strictObject({
    kind: z.literal("committee"),
    members: z
      .array(account)
      .min(1)
      .max(32)
      .superRefine((members, context) => {
        for (const [index, member] of members.entries()) {
          if (members.indexOf(member) === index) continue;
          context.addIssue({
            code: "custom",
            path: [index],
            message: `(${member}) is named twice`,
            params: { suggestion: "Name each member once." },
          });
        }
      })
      .meta({ uniqueItems: true }),
    threshold: count(1, 32),
    delay: duration,
    earlyVotes: z.boolean().optional(),
    haltOnProposal: z.boolean().optional(),
  })
  .meta({ id: "committee" });

export const committee = {
  schema,
  windows: ({ delay }) => [["delay", delay]],
  earliestResolveBy: ({ delay }, from) => committeeEarliestResolveBy({ delay: secondsOf(delay) }, from),
  accounts: ({ members }) => members.map((name, index) => ({ path: ["resolver", "members", index], name })),
  policy: (resolver, { account: named }) => ({
    members: resolver.members.map(named),
    threshold: resolver.threshold,
    delay: secondsOf(resolver.delay),
    earlyVotes: resolver.earlyVotes ?? false,
    haltOnProposal: resolver.haltOnProposal ?? false,
  }),
  written: (policy, { duration }) => ({
    kind: "committee",
    members: [...policy.members],
    threshold: policy.threshold,
    delay: duration(policy.delay),
    earlyVotes: policy.earlyVotes,
    haltOnProposal: policy.haltOnProposal,
  }),
  sentences: ({ policy: { members, threshold, delay, earlyVotes } }, { account: named, span }) => [
    `${threshold} of ${members.length} members agree${earlyVotes ? ", also before the close" : ""}, and their answer is public for ${span(delay)}: ${members.map(named).join(", ")}`,
  ],
} as const satisfies ResolverForm<z.infer<typeof schema>, "committee">;
