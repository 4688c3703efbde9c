import { formatLog, getAbiItem, type Hex, keccak256, padHex, parseEventLogs, stringToHex, toEventSelector } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { type CreateParams, createMarketCall } from "../../sdk/calls/createMarket.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { depth } from "../../sdk/depth.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getLogsInChunks } from "../../sdk/getLogsInChunks.ts";
import { getToken } from "../../sdk/getToken.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import { initialRhos } from "../../sdk/initialRhos.ts";
import { maxLoss } from "../../sdk/maxLoss.ts";
import { aggregatorAbi } from "../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import { parseDuration } from "../../sdk/specification/time.ts";
import { collateralOf, currencyOf, feedOf, toCreateParams } from "../../sdk/specification/toCreateParams.ts";
import type { Specification } from "../../sdk/specification/types.ts";
import type { Deployment, Token } from "../../sdk/types.ts";
import { rehearse } from "./rehearse.ts";
import { sendPaying } from "./send.ts";
import type { Signer } from "./signer.ts";

const created = getAbiItem({ abi: marketsAbi, name: "MarketCreated" });

/** A market ready to be created: what it is made of and what it costs, in base units. */
export interface Draft {
  params: CreateParams;
  token: Token;
  /** What the creator pays now. */
  cost: bigint;
  /** The most that the creator can lose, fees aside. */
  maxLoss: bigint;
  /** What moves the first outcome's price up by five points. */
  depth: bigint;
  /** Names the market's parameters; times given as durations do not count. */
  fingerprint: Hex;
}

const DEPTH_STEP = 5n * 10n ** 16n;

/** Works out what creating a market would take. `now`: Unix seconds. */
export async function draftMarket(
  specification: Specification,
  options: { deployment: Deployment; publicClient: Signer["publicClient"]; now: number },
): Promise<Draft> {
  const { deployment, publicClient, now } = options;
  const token = await getToken(publicClient, collateralOf(specification, deployment));
  const currency = currencyOf(specification, deployment);
  const params = toCreateParams(specification, {
    deployment,
    decimals: token.decimals,
    ...(currency && { currencyDecimals: (await getToken(publicClient, currency)).decimals }),
    feedDecimals: await feedDecimalsOf(specification, deployment, publicClient),
    now,
  });
  const [rho] = initialRhos(params);
  const price = (params.odds[0] ?? 10n ** 18n / BigInt(params.outcomeCount)) + DEPTH_STEP;
  const [step] = depth({ side: "yes", liquidity: params.liquidity, rho, feeRate: params.feeRate, prices: [price] });
  return {
    params,
    token,
    cost: initialFunding(params),
    maxLoss: maxLoss(params),
    depth: step?.collateral ?? 0n,
    fingerprint: fingerprintOf(params, durationsOf(specification)),
  };
}

/** Of the price feed, which must agree with the specification: a slip would move every bound by a power of ten. */
async function feedDecimalsOf(
  specification: Specification,
  deployment: Deployment,
  publicClient: Signer["publicClient"],
): Promise<number | undefined> {
  const feed = feedOf(specification, deployment);
  if (!feed || specification.resolver.kind !== "priceFeed") return undefined;
  const { feedDecimals } = specification.resolver;
  const found = await publicClient.readContract({ address: feed, abi: aggregatorAbi, functionName: "decimals" }).catch(() => undefined);
  if (found === undefined && feedDecimals === undefined)
    throw new PresageError({
      code: "UnknownFeed",
      message: `${feed} does not say how many decimals its prices have.`,
      remedy: "Check the feed's address; if it is right, give `feedDecimals`. Nothing was sent.",
    });
  if (found !== undefined && feedDecimals !== undefined && found !== feedDecimals)
    throw new PresageError({
      code: "FeedDecimals",
      message: `The feed ${feed} has ${found} decimals, the specification says ${feedDecimals}.`,
      remedy: "Remove `feedDecimals`, or check the feed's address. Nothing was sent.",
    });
  return found ?? feedDecimals;
}

/** Asks the contracts whether they would take the draft, policy included. Nothing is sent. Throws `PresageError`. */
export async function rehearseMarket(draft: Draft, signer: Signer, deployment: Deployment): Promise<void> {
  const { params, token, cost } = draft;
  const markets = deployment.contracts.Markets;
  await rehearse(signer, createMarketCall({ markets, params, maxFunding: cost }), { token });
  const { resolver, outcomeCount, closesAt, resolveBy, resolverData } = params;
  const marketId = await signer.publicClient.readContract({ address: markets, abi: marketsAbi, functionName: "marketCount" });
  // `Markets` registers a market after it has taken the money, which a rehearsal without an allowance does not reach.
  const args = [marketId + 1n, signer.account.address, BigInt(outcomeCount), closesAt, resolveBy, resolverData] as const;
  await rehearse(signer, makeCall(resolver, optimisticResolverAbi, "register", args), { token, from: markets });
}

/** Creates the market of a draft and says which it became. */
export async function createMarket(
  draft: Draft,
  signer: Signer,
  deployment: Deployment,
): Promise<{ marketId: bigint; txHash: Hex; gasUsed: bigint }> {
  const markets = deployment.contracts.Markets;
  const call = createMarketCall({ markets, params: draft.params, maxFunding: draft.cost });
  const receipt = await sendPaying(signer, call, { token: draft.token, amount: draft.cost });
  const [created] = parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: receipt.logs });
  if (!created)
    throw new PresageError({
      code: "NoMarket",
      message: `Transaction ${receipt.transactionHash} created no market.`,
      remedy: "Check the address book: is this the Markets contract?",
    });
  return { marketId: created.args.marketId, txHash: receipt.transactionHash, gasUsed: receipt.gasUsed };
}

/** Fingerprint → market id of every market that the account has created. */
export async function createdBy(
  signer: Pick<Signer, "publicClient" | "account">,
  deployment: Deployment,
  specification: Specification,
): Promise<Map<Hex, bigint>> {
  const raw = await getLogsInChunks(signer.publicClient, {
    address: deployment.contracts.Markets,
    topics: [toEventSelector(created), null, padHex(signer.account.address, { size: 32 })],
    fromBlock: BigInt(deployment.startBlock),
    toBlock: await signer.publicClient.getBlockNumber({ cacheTime: 0 }),
  });
  const logs = parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: raw.map((log) => formatLog(log)) });
  const durations = durationsOf(specification);
  return new Map(logs.map(({ args }) => [fingerprintOf(args.params, durations), args.marketId]));
}

interface Durations {
  closes: boolean;
  resolveBy: boolean;
  policy: boolean;
}

function durationsOf({ closes, resolveBy, resolver }: Specification): Durations {
  const isDuration = (text: string | undefined) => text !== undefined && parseDuration(text) !== undefined;
  return {
    closes: isDuration(closes),
    resolveBy: isDuration(resolveBy),
    policy: resolver.kind === "priceFeed" && isDuration(resolver.settles ?? closes),
  };
}

/** A duration counts from the moment of creation, so the time made of it says nothing about being the same market. */
function fingerprintOf(params: CreateParams, durations: Durations): Hex {
  const { collateral, resolver, closesAt, resolveBy, feeRate, creatorShare, outcomeCount, liquidity, odds, metadata, resolverData } =
    params;
  const parts = [
    collateral.toLowerCase(),
    resolver.toLowerCase(),
    durations.closes ? "" : closesAt,
    durations.resolveBy ? "" : resolveBy,
    feeRate,
    creatorShare,
    outcomeCount,
    liquidity,
    odds,
    metadata,
    durations.policy ? "" : resolverData,
  ];
  return keccak256(stringToHex(JSON.stringify(parts, (_, value) => (typeof value === "bigint" ? value.toString() : value))));
}
