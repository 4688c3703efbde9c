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
  type TransactionReceipt,
  toEventSelector,
} from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getLogsInChunks } from "../../sdk/getLogsInChunks.ts";
import { logsOf } from "../../sdk/logsOf.ts";
import { type CreationPlan, planCreation } from "../../sdk/planCreation.ts";
import { simulateCreation } from "../../sdk/simulateCreation.ts";
import { readTerms, type Terms } from "../../sdk/specification/readTerms.ts";
import { parseDuration } from "../../sdk/specification/time.ts";
import { type Policy, policyOf, toCreateParams } from "../../sdk/specification/toCreateParams.ts";
import type { Specification } from "../../sdk/specification/types.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Signer } from "./signer.ts";

const created = getAbiItem({ abi: marketsAbi, name: "MarketCreated" });

/** A market ready to be created: its terms, what it costs, how it is decided. */
export interface Draft extends CreationPlan {
  terms: Terms;
  policy: Policy;
  /** Names the market's parameters; times given as durations do not count. */
  fingerprint: Hex;
  durations: Durations;
}

/** Works out what creating a market would take: what its names stand for is read, the rest is arithmetic. `now`: Unix seconds. */
export async function draftMarket(
  specification: Specification,
  options: { deployment: Deployment; publicClient: PublicClient; now: number },
): Promise<Draft> {
  const { deployment, publicClient, now } = options;
  const terms = await readTerms(publicClient, { specification, deployment });
  const params = toCreateParams(specification, { deployment, now, ...terms });
  const durations = durationsOf(specification);
  return {
    ...planCreation({ params, token: terms.token }),
    terms,
    policy: policyOf(specification, { deployment, now, ...terms }),
    fingerprint: fingerprintOf(params, durations),
    durations,
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

/** A market that an account has created. */
export interface Created {
  marketId: bigint;
  params: CreateParams;
}

/** Every market that the account has created, oldest first. */
export async function createdBy(
  { publicClient, account }: Pick<Signer, "publicClient" | "account">,
  deployment: Deployment,
): Promise<Created[]> {
  const raw = await getLogsInChunks(publicClient, {
    address: deployment.contracts.Markets,
    topics: [toEventSelector(created), null, padHex(account.address, { size: 32 })],
    fromBlock: BigInt(deployment.startBlock),
    toBlock: await publicClient.getBlockNumber({ cacheTime: 0 }),
  });
  return parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: raw.map((log) => formatLog(log)) }).map(({ args }) => args);
}

/** The market that a transaction has created. */
export function createdIn(receipt: TransactionReceipt, { contracts }: Pick<Deployment, "contracts">): bigint {
  const [created] = parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: logsOf(contracts.Markets, receipt.logs) });
  if (created) return created.args.marketId;
  throw new PresageError({
    code: "NoMarket",
    message: `Transaction ${receipt.transactionHash} created no market.`,
    remedy: "Check the address book: is this the Markets contract?",
  });
}

/** Which times of a file count from the market's creation. */
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

/** Whether what is created with these parameters is the market of a draft. */
export function isMarketOf({ fingerprint, durations }: Draft, params: CreateParams): boolean {
  return fingerprintOf(params, durations) === fingerprint;
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
