import { type Address, type Client, encodeFunctionData, type Hex, zeroAddress } from "viem";
import { readContract, call as simulate } from "viem/actions";
import { umaResolverAbi } from "../../abi/umaResolver.ts";
import { getToken } from "../../getToken.ts";
import type { Market } from "../../types.ts";
import { type Reading, readEvents, readHistory, readTime, resolverOf } from "../reading.ts";
import type { PlacedEvent } from "../timeline.ts";
import { optimisticOracleAbi } from "./optimisticOracleAbi.ts";
import { type Assertion, type UmaSituation, umaStates } from "./situation.ts";

export async function readUma(client: Client, market: Market): Promise<Reading<UmaSituation>> {
  const contract = { ...resolverOf(market), abi: umaResolverAbi } as const;
  const [policy, [state, until], bond, oracle, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "bondOf" }),
    readContract(client, { ...contract, functionName: "oracle", args: [] }),
    readHistory(client, market, umaResolverAbi), // the assertions are nowhere else
    readTime(client, market),
  ]);
  const currency = await getToken(client, policy.currency);
  const asserted = events.filter(({ kind }) => kind === "Asserted");
  const ended = new Set(events.filter(({ kind }) => kind === "Rejected" || kind === "Finalized").map(({ args }) => args.assertionId));
  const assertions = await Promise.all(asserted.map((event) => readAssertion(client, market, { event, oracle, now, events, ended })));
  const ids = assertions.map(({ id }) => id);
  const outside =
    ids.length === 0 ? [] : await readEvents(client, market, { address: oracle, topics: [null, ids], abi: optimisticOracleAbi });
  const situation: UmaSituation = {
    kind: "uma",
    policy,
    state: umaStates[state] ?? "None",
    until: Number(until),
    now,
    bond,
    oracle,
    currency,
    assertions,
  };
  return { situation, events, outside: outside.filter(({ kind }) => kind.startsWith("Assertion")), token: currency };
}

async function readAssertion(
  client: Client,
  market: Market,
  context: { event: PlacedEvent; oracle: Address; now: number; events: PlacedEvent[]; ended: Set<unknown> },
): Promise<Assertion> {
  const { event, oracle, now, events, ended } = context;
  const { assertionId: id, asserter, payouts, bond, deadline } = event.args as unknown as Omit<Assertion, "id"> & { assertionId: Hex };
  const found = await readContract(client, {
    address: oracle,
    abi: optimisticOracleAbi,
    functionName: "getAssertion",
    args: [id],
    blockNumber: market.blockNumber,
  });
  const isDisputed = found.disputer !== zeroAddress;
  const stateOf = async (): Promise<Assertion["state"]> => {
    if (ended.has(id)) return events.some(({ kind, args }) => kind === "Rejected" && args.assertionId === id) ? "Rejected" : "True";
    if (found.settled) return "Finalizable";
    if (!isDisputed) return now < Number(deadline) ? "Running" : "Finalizable";
    // only the oracle knows whether the vote is over: it reverts until then
    const data = encodeFunctionData({ abi: umaResolverAbi, functionName: "finalize", args: [id] });
    const settles = simulate(client, { to: market.resolver, data, blockNumber: market.blockNumber });
    return settles.then(
      () => "Finalizable" as const,
      () => "Voting" as const,
    );
  };
  const base = { id, asserter, payouts, bond, deadline: Number(deadline), ...(isDisputed && { disputer: found.disputer }) };
  return { ...base, state: await stateOf() };
}
