import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Account,
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  erc20Abi,
  type Hex,
  http,
  parseEventLogs,
  publicActions,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { quoterAbi } from "../../sdk/abi/quoter.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { encodeOptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sideIndex } from "../../sdk/side.ts";
import type { Call, Deployment, Metadata, Side } from "../../sdk/types.ts";
import { DEPLOYMENTS, RPC_URL } from "./stack.ts";

export const HOUR = 3_600;
export const USD = 10n ** 6n;
export const NEVER = 2n ** 200n;
const transport = http(RPC_URL);

export const client = createPublicClient({ chain: hardhat, transport, pollingInterval: 100, cacheTime: 0 });
const clock = createTestClient({ chain: hardhat, mode: "hardhat", transport }).extend(publicActions);

/** Accounts of the local chain that its demo leaves alone. */
export const accounts = { trader: accountOf(15), creator: accountOf(16), stranger: accountOf(17) };

function accountOf(addressIndex: number): Account {
  return mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex });
}

export function deployment(): Deployment {
  return JSON.parse(readFileSync(path.join(DEPLOYMENTS, `${hardhat.id}.json`), "utf8")) as Deployment;
}

export function send(account: Account, call: Call) {
  return sendCall(client, walletOf(account), call);
}

export function walletOf(account: Account) {
  return createWalletClient({ account, chain: hardhat, transport, pollingInterval: 100 });
}

export async function now(): Promise<number> {
  return Number((await client.getBlock()).timestamp);
}

/** Lets time pass on the chain, up to the second. */
export async function skipTo(timestamp: number): Promise<void> {
  const passed = timestamp - (await now());
  if (passed <= 0) return;
  await clock.increaseTime({ seconds: passed });
  await clock.mine({ blocks: 1 });
}

/** How a test's market is decided: closes in two hours, by proposal, unless told otherwise. */
export interface Decided {
  resolver: Address;
  policy: (closesAt: number) => Hex;
  closesIn?: number;
  /** From the close until anyone may void. */
  lasts?: number;
}

/** A market of the test alone, so that nobody else moves its price. */
export async function createMarket(
  text: Pick<Metadata, "question" | "outcomes">,
  decided?: Decided,
): Promise<{ id: bigint; closesAt: number; resolveBy: number; liveness: number }> {
  const { contracts, collaterals } = deployment();
  const { creator } = accounts;
  if (!contracts.OptimisticResolver) throw new Error("The address book has no OptimisticResolver.");
  const closesAt = (await now()) + (decided?.closesIn ?? 2 * HOUR);
  const resolveBy = closesAt + (decided?.lasts ?? 30 * 24 * HOUR);
  const liveness = HOUR;
  const metadata: Metadata = {
    category: "other",
    rules: "Resolves to what the test proposes.",
    source: "https://example.org/result",
    edgeCases: [{ if: "There is no result", then: "void" }],
    ...text,
  };
  const params = {
    collateral: collaterals.usd,
    resolver: decided?.resolver ?? contracts.OptimisticResolver,
    closesAt: BigInt(closesAt),
    resolveBy: BigInt(resolveBy),
    feeRate: 400,
    creatorShare: 2500,
    outcomeCount: text.outcomes.length,
    liquidity: 1000n * USD,
    odds: [],
    metadata: JSON.stringify(metadata),
    resolverData:
      decided?.policy(closesAt) ??
      encodeOptimisticPolicy({
        arbiter: accounts.stranger.address,
        bond: 50n * USD,
        maxBond: 50n * USD,
        bondRate: 0,
        liveness,
        arbiterTimeout: HOUR,
        earlyProposals: false,
        haltOnProposal: false,
        creatorMayArbitrate: false,
      }),
  };
  await send(creator, approveCall({ token: collaterals.usd, spender: contracts.Markets, amount: NEVER }));
  const receipt = await send(creator, createMarketCall({ markets: contracts.Markets, params, maxFunding: NEVER }));
  const [created] = parseEventLogs({ abi: marketsAbi, eventName: "MarketCreated", logs: receipt.logs });
  return { id: created.args.marketId, closesAt, resolveBy, liveness };
}

export function dollars(owner: Address): Promise<bigint> {
  return client.readContract({ address: deployment().collaterals.usd, abi: erc20Abi, functionName: "balanceOf", args: [owner] });
}

/** Positions that an account holds, or its liquidity tokens if no outcome is given. */
export async function held(owner: Address, marketId: bigint, outcome?: number, side: Side = "yes"): Promise<bigint> {
  const markets = { address: deployment().contracts.Markets, abi: marketsAbi } as const;
  const id =
    outcome === undefined
      ? await client.readContract({ ...markets, functionName: "liquidityId", args: [marketId] })
      : await client.readContract({ ...markets, functionName: "positionId", args: [marketId, BigInt(outcome), sideIndex[side]] });
  return client.readContract({ ...markets, functionName: "balanceOf", args: [owner, id] });
}

/** What the contract itself says a trade would give now. */
export async function quoted(op: "quoteBuy" | "quoteSell", marketId: bigint, outcome: number, side: Side, amount: bigint): Promise<bigint> {
  const { Quoter } = deployment().contracts;
  if (!Quoter) throw new Error("The address book has no Quoter.");
  const [output] = await client.readContract({
    address: Quoter,
    abi: quoterAbi,
    functionName: op,
    args: [marketId, BigInt(outcome), sideIndex[side], amount],
  });
  return output;
}

export function marketOf(marketId: bigint) {
  return client.readContract({ address: deployment().contracts.Markets, abi: marketsAbi, functionName: "marketOf", args: [marketId] });
}
