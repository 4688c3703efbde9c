import { type Client, encodeEventTopics, type Hex } from "viem";
import { marketsAbi } from "./abi/markets.ts";
import type { Resolution, Situation } from "./resolution.ts";
import { marketTopic, type Reading, type ReadOptions, readEvents, readTime } from "./resolvers/reading.ts";
import { resolvers } from "./resolvers/resolvers.ts";
import type { Terms } from "./resolvers/terms.ts";
import { type PlacedEvent, timelineOf } from "./resolvers/timeline.ts";
import { stepsOf } from "./stepsOf.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment, Market } from "./types.ts";
import { withMulticall } from "./withMulticall.ts";

const LIFE = (["Halted", "Reopened", "Resolved", "Voided"] as const).flatMap(
  (eventName) => encodeEventTopics({ abi: marketsAbi, eventName }) as [Hex],
);

/**
 * How a market is decided and where it stands: its policy, state, what can be done next, by whom, until when and at what
 * cost, what happens if nobody acts, and its history, read from its resolver (and the oracle or court behind it) at the
 * market's block. `unknown` where the resolver is not one of the deployment's. Give `history: false` to read logs only where
 * the state is in them (UMA, an answer in dispute, a court): `history` and `timeline` are then empty or in part.
 */
export async function getResolution(
  client: Client,
  options: { deployment: Deployment; market: Market; history?: boolean },
): Promise<Resolution> {
  const { deployment, market, history = true } = options;
  const reader = withMulticall(client);
  try {
    const { situation, events, outside = [], token } = await read(reader, market, { deployment, history });
    const own = history && market.resolverKind !== "unknown" ? await readMarketEvents(reader, deployment, market) : [];
    return {
      ...situation,
      terms: termsOf(situation),
      history: events.map(({ logIndex, ...event }) => event),
      timeline: timelineOf([...events, ...outside, ...own].sort(inOrder), token),
      ...stepsOf(situation, market),
    };
  } catch (error) {
    throw toPresageError(error);
  }
}

async function read(client: Client, market: Market, options: ReadOptions): Promise<Reading<Situation>> {
  if (market.resolverKind !== "unknown") return resolvers[market.resolverKind].read(client, market, options);
  const situation: Situation = { kind: "unknown", state: "unknown", until: 0, now: await readTime(client, market) };
  return { situation, events: [], token: market.collateral };
}

function termsOf(situation: Situation): Terms {
  if (situation.kind === "unknown") return {};
  // The record has each kind's own type; here the kind and the situation come together.
  return (resolvers[situation.kind].terms as (situation: Situation) => Terms)(situation);
}

/** What happened to the market itself: halted, reopened, resolved, voided. */
function readMarketEvents(client: Client, deployment: Deployment, market: Market): Promise<PlacedEvent[]> {
  return readEvents(client, market, { address: deployment.contracts.Markets, topics: [LIFE, marketTopic(market)], abi: marketsAbi });
}

function inOrder(a: PlacedEvent, b: PlacedEvent): number {
  return a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1;
}
