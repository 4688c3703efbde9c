import {
  type Address,
  formatLog,
  getAbiItem,
  type Hex,
  keccak256,
  type PublicClient,
  padHex,
  parseEventLogs,
  stringToHex,
  toEventSelector,
} from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getLogsInChunks } from "../../sdk/getLogsInChunks.ts";
import { type CreationPlan, planCreation } from "../../sdk/planCreation.ts";
import { simulateCreation } from "../../sdk/simulateCreation.ts";
import { readTerms, type Terms } from "../../sdk/specification/readTerms.ts";
import { parseDuration } from "../../sdk/specification/time.ts";
import { type Policy, policyOf, toCreateParams } from "../../sdk/specification/toCreateParams.ts";
import type { Specification } from "../../sdk/specification/types.ts";
import type { Deployment } from "../../sdk/types.ts";
import { sendPlanned } from "./send.ts";
import type { Signer } from "./signer.ts";

const created = getAbiItem({ abi: marketsAbi, name: "MarketCreated" });

/** A market ready to be created: its terms, what it costs, how it is decided. */
export interface Draft extends CreationPlan {
  terms: Terms;
  policy: Policy;
  /** Names the market's parameters; times given as durations do not count. */
  fingerprint: Hex;
}

/** Works out what creating a market would take: what its names stand for is read, the rest is arithmetic. `now`: Unix seconds. */
export async function draftMarket(
  specification: Specification,
  options: { deployment: Deployment; publicClient: PublicClient; now: number },
): Promise<Draft> {
  const { deployment, publicClient, now } = options;
  const terms = await readTerms(publicClient, { specification, deployment });
  const params = toCreateParams(specification, { deployment, now, ...terms });
  return {
    ...planCreation({ params, token: terms.token }),
    terms,
    policy: policyOf(specification, { deployment, now, ...terms }),
    fingerprint: fingerprintOf(params, durationsOf(specification)),
  };
}

/** Asks the contracts whether they would take the draft, policy included. Nothing is sent. Throws `PresageError`. */
export function simulateMarket(
  { params, token, funding }: Draft,
  { publicClient, account }: { publicClient: PublicClient; account: Signer["account"] | Address },
  { contracts }: Deployment,
): Promise<void> {
  return simulateCreation(publicClient, { markets: contracts.Markets, params, token, account, maxFunding: funding });
}

/** Creates the market of a draft and says which it became. */
export async function createMarket(
  draft: Draft,
  signer: Signer,
  deployment: Deployment,
): Promise<{ marketId: bigint; txHash: Hex; gasUsed: bigint }> {
  const receipt = await sendPlanned(signer, draft, deployment);
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
