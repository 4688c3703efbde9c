import { ponder } from "ponder:registry";
import { registration } from "ponder:schema";
import type { Address, Hash } from "viem";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { eventsOf } from "../../sdk/resolvers/eventsOf.ts";
import { knownKinds } from "../../sdk/resolvers/kinds.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";
import type { ActivityData } from "../ledger/activityData.ts";
import { bookBond, type Db, placeOf, record } from "../ledger/books.ts";
import { rememberToken } from "../ledger/rememberToken.ts";
import { storableRecord } from "../ledger/storable.ts";

type ResolverEvent = {
  args: Record<string, unknown>;
  log: { address: Address; logIndex: number };
  block: { number: bigint; hash: Hash; timestamp: bigint };
  transaction: { hash: Hash };
};
type Handlers = { on: (name: string, handle: (args: { event: ResolverEvent; context: { db: Db } }) => Promise<void>) => void };

const handlers = ponder as unknown as Handlers;
// What is done with them is the same for all.
for (const kind of knownKinds) {
  for (const name of eventsOf(resolvers[kind].abi)) {
    handlers.on(`${resolverContracts[kind]}:${name}`, ({ event, context }) => enter(context.db, event, kind, name));
  }
}

async function enter(db: Db, event: ResolverEvent, source: string, name: string): Promise<void> {
  const { marketId, ...rest } = event.args;
  const data = storableRecord(rest);
  const resolver = event.log.address.toLowerCase() as Address;
  if (name.endsWith("Registered")) {
    // UMA's bonds are in a token of its market's creator's choice
    const { currency } = policyOf(data);
    if (typeof currency === "string") await rememberToken(db, currency.toLowerCase() as Address, Number(event.block.number));
    await db.insert(registration).values({ marketId: marketId as bigint, kind: source, resolver, data: policyOf(data) });
    return;
  }
  const account = accountOf(data);
  if (account && (name === "Credited" || name === "Withdrawn")) {
    const amount = event.args.amount as bigint;
    const token = String(data.token).toLowerCase() as Address;
    await rememberToken(db, token, Number(event.block.number));
    await bookBond(db, { resolver, account, token, ...(name === "Credited" ? { credited: amount } : { withdrawn: amount }) });
  }
  await record(db, placeOf(event), { kind: name, source, ...(marketId !== undefined && { marketId: marketId as bigint }), account, data });
}

/** The policy's own fields, and what else the registration says. */
function policyOf({ policy: terms, ...rest }: ActivityData): ActivityData {
  return { ...(typeof terms === "object" && terms !== null && !Array.isArray(terms) && terms), ...rest };
}

function accountOf(data: ActivityData): Address | undefined {
  const who = data.proposer ?? data.disputer ?? data.member ?? data.asserter ?? data.account;
  return typeof who === "string" ? (who.toLowerCase() as Address) : undefined;
}
