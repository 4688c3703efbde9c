// Brings the local chain of PRESAGE_RPC_URL from its first block to the present: contracts, example markets, the demo's
// history. `node scripts/local/prepareChain.ts START`, START being the date of the first block (Unix seconds);
// `--strangers` after it adds tokens that misbehave.
import hre from "hardhat";
import type { Address } from "viem";
import { erc792ArbiterAbi } from "../../sdk/abi/erc792Arbiter.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { realityResolverAbi } from "../../sdk/abi/realityResolver.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { connect } from "../cli/connection.ts";
import { draftMarket } from "../cli/createMarket.ts";
import { deployContracts } from "../cli/deployContracts.ts";
import { lintFile, specificationFiles } from "../cli/readSpecification.ts";
import { sendPlanned } from "../cli/send.ts";
import { addStrangers } from "./addStrangers.ts";
import { type Cast, TRADERS } from "./cast.ts";
import { demoCases } from "./demoCases.ts";
import { demoPrices } from "./demoPrices.ts";
import { demoTrades } from "./demoTrades.ts";
import { type Moment, playTimeline, type Rpc } from "./timeline.ts";

const FAUCET = 1_000_000n * 10n ** 6n;
const DEMO_FUNDS = 10_000n * 10n ** 6n;
const HOUR = 3_600;
const BLOCK_INTERVAL_MS = 2_000;

const start = Number(process.argv[2]);

const connection = await connect(hre);
const { publicClient } = connection;
const rpc: Rpc = (method, params) => publicClient.request({ method, params } as never);
const { deployment } = await deployContracts(hre, connection);
const { Markets: markets, OptimisticResolver: resolver, Orders: orders } = deployment.contracts;
const token = deployment.collaterals.usd;
if (!resolver || !orders || !token)
  throw new Error("The demo needs the OptimisticResolver, the contract for limit orders and test dollars in the address book.");

const accounts = (await publicClient.request({ method: "eth_accounts" } as never)) as Address[];
const cast: Cast = {
  creator: accounts[0],
  arbiter: accounts[1],
  demo: accounts[1],
  members: accounts.slice(2, 5),
  traders: accounts.slice(...TRADERS),
};
await playTimeline(rpc, fund(Number((await publicClient.getBlock()).timestamp) + 60));
const created = await createExamples();
const report = await playTimeline(rpc, history(created));
await catchUp();
if (process.argv.includes("--strangers")) await addStrangers(hre, { publicClient, deployment, accounts });
console.log(`${created.length} example markets, ${report.transactions} transactions in ${report.blocks} blocks`);

function fund(at: number): Moment[] {
  const everybody = accounts.map(
    (from): Moment => ({ at, from, call: faucetCall({ token, amount: from === cast.demo ? DEMO_FUNDS : FAUCET }) }),
  );
  const approvals = [cast.creator, ...cast.traders].flatMap((from) =>
    [markets, resolver as Address, orders as Address].map(
      (spender): Moment => ({ at, from, call: approveCall({ token, spender, amount: 2n ** 200n }) }),
    ),
  );
  return [...everybody, ...approvals];
}

/** The specifications of markets/, those whose closing time has passed left out: an old checkout still starts. */
async function createExamples() {
  const signer = { publicClient, ...(await connection.wallet()) };
  for (const file of specificationFiles("markets")) {
    const { specification } = lintFile(file, start);
    if (!specification) throw new Error(`${file} is not a valid specification. Run \`npx hardhat presage lint ${file}\`.`);
    const draft = await draftMarket(specification, { deployment, publicClient, now: Number((await publicClient.getBlock()).timestamp) });
    if (Number(draft.params.closesAt) > Date.now() / 1000 + HOUR) await sendPlanned(signer, draft, deployment);
  }
  return getMarkets(publicClient, { deployment });
}

function history(examples: Awaited<ReturnType<typeof createExamples>>): Moment[] {
  const now = Math.floor(Date.now() / 1000);
  const period = { from: start + 2 * HOUR, to: now - HOUR / 12 };
  const cases = demoCases({ deployment, cast, now, firstId: BigInt(examples.length + 1), proposalId, question, courtCost });
  return [
    ...demoPrices({ deployment, from: cast.creator, start, now }),
    ...cases,
    ...examples.flatMap((market) => demoTrades({ market, markets, traders: cast.traders, period })),
  ];
}

async function proposalId(marketId: bigint) {
  const proposal = await publicClient.readContract({
    address: resolver as Address,
    abi: optimisticResolverAbi,
    functionName: "proposalOf",
    args: [marketId],
  });
  return proposal.id;
}

async function question(marketId: bigint) {
  const address = deployment.contracts.RealityResolver as Address;
  const contract = { address, abi: realityResolverAbi } as const;
  const questionId = await publicClient.readContract({ ...contract, functionName: "questionOf", args: [marketId] });
  return { questionId, reality: await publicClient.readContract({ ...contract, functionName: "reality" }) };
}

function courtCost(): Promise<bigint> {
  const address = deployment.contracts.Erc792Arbiter as Address;
  return publicClient.readContract({ address, abi: erc792ArbiterAbi, functionName: "cost" });
}

/** From here on the chain's clock is the wall's. */
async function catchUp(): Promise<void> {
  await rpc("evm_setNextBlockTimestamp", [Math.floor(Date.now() / 1000)]);
  await rpc("evm_mine", []);
  await rpc("evm_setIntervalMining", [BLOCK_INTERVAL_MS]);
}
