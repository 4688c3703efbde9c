import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Address, Hex, TransactionReceipt } from "viem";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { ruleCall } from "../../sdk/calls/rule.ts";
import { ruleTooEarlyCall } from "../../sdk/calls/ruleTooEarly.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { chainOf, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getToken } from "../../sdk/getToken.ts";
import { planCreation } from "../../sdk/planCreation.ts";
import { planLiquidity } from "../../sdk/planLiquidity.ts";
import type { Planned } from "../../sdk/planned.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { planWithdrawal } from "../../sdk/planWithdrawal.ts";
import { encodeOptimisticPolicy, optimisticEarliestResolveBy } from "../../sdk/resolvers/optimistic/policy.ts";
import type { Deployment, Market, Metadata, Status, Token } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { type Connection, connect } from "./connection.ts";
import { createdIn } from "./createMarket.ts";
import { deployContracts } from "./deployContracts.ts";
import { table } from "./present.ts";
import { send, sendPlanned } from "./send.ts";
import type { Signer } from "./signer.ts";

/** Seconds: the shortest that the contracts take. */
const WINDOW = 60;
/** How long a market that is to be voided is open: time for its trades, on a chain of slow blocks too. */
const OPEN = { seconds: 100, blocks: 15, most: 300 };
/** Blocks whose times say how fast the chain is. */
const SAMPLE = 20n;
const HOUR = 3_600;
const POCKET_MONEY = 10_000n;
const NO_EVIDENCE = { evidenceUri: "", evidenceHash: `0x${"00".repeat(32)}` as Hex };
const LOOK = 1_000;

type Shape = Pick<Metadata, "outcomes" | "scalar">;
/** Side by side: of what each kind of market pays, and how it comes to be decided. */
const SHAPES: Record<string, Shape & { payouts: bigint[] }> = {
  binary: { outcomes: ["Yes", "No"], payouts: [1n, 0n] },
  "five outcomes": { outcomes: ["One", "Two", "Three", "Four", "Other"], payouts: [0n, 0n, 1n, 0n, 0n] },
  scalar: { outcomes: ["Higher", "Lower"], scalar: { low: 0, high: 100, unit: "%" }, payouts: [3n, 7n] },
};
const NOTE =
  "Void: by a resolver among the test contracts that never answers and leaves no days to wait; the real ones leave days before anybody may void.";

interface Step {
  step: string;
  market: string;
  marketId: bigint | null;
  gasUsed: bigint;
  seconds: number;
  txHash: Hex;
}

/** The whole life of a binary, a five-outcome and a scalar market, on chains whose coins are worth nothing. */
export default command<Consent>(async (args, hre) => {
  const started = Date.now();
  const connection = await connect(hre);
  const { chainId, network } = connection;
  if (!chainOf(chainId, process.env).isTest) {
    throw new PresageError({
      code: "OnlyTest",
      message: `${network} is a chain of real money.`,
      remedy: "This plays markets to their end to try a network out: use it on a test network. Nothing was sent.",
    });
  }
  await confirm(["deploy what is missing, and play six small markets with test dollars to their end"], { connection }, args);
  const { deployment } = await deployContracts(hre, connection);
  const steps = await playAll(hre, { connection, deployment }, (done) => {
    if (!args.json) console.error(`${done.step}: ${done.market}`);
  });
  const seconds = (Date.now() - started) / 1000;
  const gasUsed = steps.reduce((sum, step) => sum + step.gasUsed, 0n);
  const rows = steps.map(({ step, market, marketId, gasUsed, seconds }) => [
    step,
    market,
    String(marketId ?? ""),
    String(gasUsed),
    seconds.toFixed(1),
  ]);
  return {
    json: { steps, gasUsed, seconds, note: NOTE },
    text: [table([["step", "market", "id", "gas", "seconds"], ...rows]), "", `${gasUsed} gas, ${seconds.toFixed(1)} s. ${NOTE}`].join("\n"),
  };
});

async function playAll(
  hre: HardhatRuntimeEnvironment,
  { connection, deployment }: { connection: Connection; deployment: Deployment },
  onStep: (step: Step) => void,
): Promise<Step[]> {
  const { publicClient } = connection;
  const signer: Signer = { publicClient, ...(await connection.wallet()) };
  const { address } = signer.account;
  const token = await getToken(publicClient, deployment.collaterals.usd as Address);
  const whole = 10n ** BigInt(token.decimals);
  const steps: Step[] = [];
  /** Does one step and writes it down. */
  async function take(step: string, market: string, marketId: bigint | null, work: () => Promise<TransactionReceipt>) {
    const from = Date.now();
    const receipt = await work();
    const { gasUsed, transactionHash: txHash } = receipt;
    const done = { step, market, marketId, gasUsed, seconds: (Date.now() - from) / 1000, txHash };
    steps.push(done);
    onStep(done);
    return receipt;
  }
  const plan = (planned: Planned) => sendPlanned(signer, planned, deployment);

  if ((await getBalance(publicClient, { token: token.address, owner: address })) < POCKET_MONEY * whole) {
    await take("faucet", "", null, () => send(signer, faucetCall({ token: token.address, amount: POCKET_MONEY * whole })));
  }
  let silent: Address | undefined;
  await take("deploy the silent resolver", "", null, async () => {
    const receipt = await deploySilentResolver(hre, signer, deployment);
    silent = receipt.contractAddress as Address;
    return receipt;
  });

  // decided: traded, provided for, proposed, disputed and ruled on
  const shapes = Object.entries(SHAPES);
  const decided = new Map<string, bigint>();
  const voided = new Map<string, bigint>();
  for (const [name, shape] of shapes) {
    const now = Number((await publicClient.getBlock()).timestamp);
    const creation = planCreation({ params: decidedParams(name, shape, { deployment, token, now, arbiter: address }), token });
    decided.set(name, createdIn(await take("create", name, null, () => plan(creation)), deployment));
  }
  const read = (id: bigint) => getMarket(publicClient, { deployment, id });
  const buyBoth = async (name: string, id: bigint) => {
    for (const side of ["yes", "no"] as const) {
      const trade = planTrade({ market: await read(id), op: "buy", outcome: 0, side, amount: 10n * whole });
      await take(`buy ${side.toUpperCase()}`, name, id, () => plan(trade));
    }
  };
  const needed = Math.ceil(OPEN.blocks * (await secondsPerBlock(connection)));
  const open = Math.min(Math.max(OPEN.seconds, needed), OPEN.most);
  for (const [name, shape] of shapes) {
    const now = Number((await publicClient.getBlock()).timestamp);
    const params = { ...commonParams(name, shape, token), resolver: silent as Address, resolverData: "0x" as const };
    const creation = planCreation({ params: { ...params, closesAt: BigInt(now + open), resolveBy: BigInt(now + open) }, token });
    const id = createdIn(await take("create, to be voided", name, null, () => plan(creation)), deployment);
    voided.set(name, id);
    await buyBoth(name, id); // at once: it closes soon
  }
  for (const [name, id] of decided) await buyBoth(name, id);
  for (const [name, id] of decided) {
    const addition = planLiquidity({ market: await read(id), liquidity: 20n * whole });
    await take("add liquidity", name, id, () => plan(addition));
    const removal = planWithdrawal({ market: await read(id), liquidity: 10n * whole });
    await take("remove liquidity", name, id, () => plan(removal));
  }

  const resolver = deployment.contracts.OptimisticResolver as Address;
  const optimistic = { address: resolver, abi: optimisticResolverAbi } as const;
  const proposalIdOf = async (marketId: bigint) =>
    (await publicClient.readContract({ ...optimistic, functionName: "proposalOf", args: [marketId] })).id;
  const bond = { token, amount: whole };
  const propose = (marketId: bigint, payouts: bigint[]): Planned => ({
    payment: bond,
    call: ({ deadline }) => proposeCall({ resolver, marketId, payouts, maxBond: whole, deadline, ...NO_EVIDENCE }),
  });
  for (const [name, marketId] of decided) {
    const { payouts } = SHAPES[name] as (typeof SHAPES)[string];
    // of the five outcomes the first proposal is found to come too early, and a second one stands
    const isEarly = name === "five outcomes";
    await take("propose", name, marketId, () =>
      plan(
        propose(
          marketId,
          [...payouts].reverse().map((part, index) => part + (index === 0 ? 1n : 0n)),
        ),
      ),
    );
    const proposalId = await proposalIdOf(marketId);
    const answer = isEarly ? [] : payouts;
    await take("dispute", name, marketId, () =>
      plan({
        payment: bond,
        call: ({ deadline }) => disputeCall({ resolver, marketId, proposalId, payouts: answer, maxBond: whole, deadline, ...NO_EVIDENCE }),
      }),
    );
    const ruling = { resolver, marketId, proposalId, ...NO_EVIDENCE };
    if (!isEarly) await take("rule", name, marketId, () => send(signer, ruleCall({ ...ruling, payouts })));
    else {
      await take("rule: too early", name, marketId, () => send(signer, ruleTooEarlyCall(ruling)));
      await take("propose again", name, marketId, () => plan(propose(marketId, payouts)));
    }
  }
  const five = decided.get("five outcomes") as bigint;
  const proposedAt = Number((await publicClient.getBlock()).timestamp);
  await waitUntil(connection, proposedAt + WINDOW + 1);
  await take("finalize", "five outcomes", five, () => send(signer, finalizeCall({ resolver, marketId: five })));
  for (const [name, marketId] of voided) {
    const { resolveBy, odds } = await read(marketId);
    await waitUntil(connection, resolveBy);
    await take("void", name, marketId, () => send(signer, voidCall({ markets: deployment.contracts.Markets, marketId, odds })));
  }
  const all = await Promise.all([...decided.values(), ...voided.values()].map(read));
  const { calls } = await getClaims(publicClient, { deployment, account: address, markets: all });
  for (const call of calls) await take("redeem", "all six", null, () => send(signer, call));
  await check(connection, { deployment, account: address, decided: [...decided.values()], voided: [...voided.values()] });
  return steps;
}

/** What must be true at the end: everything is final, and nothing is due any more. Throws `SmokeFailed`. */
async function check(
  { publicClient }: Connection,
  { deployment, account, decided, voided }: { deployment: Deployment; account: Address; decided: bigint[]; voided: bigint[] },
): Promise<void> {
  const markets: Market[] = [];
  const faults: string[] = [];
  for (const [ids, wanted] of [
    [decided, "Resolved"],
    [voided, "Void"],
  ] as [bigint[], Status][]) {
    for (const id of ids) {
      const market = await getMarket(publicClient, { deployment, id });
      markets.push(market);
      if (market.status !== wanted) faults.push(`market ${id} is ${market.status}, not ${wanted}`);
    }
  }
  const { claims, failed } = await getClaims(publicClient, { deployment, account, markets });
  if (claims.length + failed.length > 0) faults.push(`${claims.length + failed.length} claims are left`);
  if (faults.length === 0) return;
  throw new PresageError({ code: "SmokeFailed", message: `${faults.join("; ")}.`, remedy: "The table of steps says what was done." });
}

function commonParams(name: string, { outcomes, scalar }: Shape, token: Token) {
  const metadata: Metadata = {
    question: `Does a ${name} market live to its end?`,
    category: "other",
    outcomes,
    rules: "A market that tries a network out. It pays test dollars, by what its creator says.",
    source: "https://example.org",
    edgeCases: [],
    ...(scalar && { scalar }),
  };
  return {
    collateral: token.address,
    feeRate: 400,
    creatorShare: 2_500,
    outcomeCount: outcomes.length,
    liquidity: 50n * 10n ** BigInt(token.decimals),
    odds: [],
    metadata: JSON.stringify(metadata),
  };
}

function decidedParams(
  name: string,
  shape: Shape,
  { deployment, token, now, arbiter }: { deployment: Deployment; token: Token; now: number; arbiter: Address },
) {
  const bond = 10n ** BigInt(token.decimals);
  const policy = {
    arbiter,
    bond,
    maxBond: bond,
    bondRate: 0,
    liveness: WINDOW,
    arbiterTimeout: WINDOW,
    earlyProposals: true,
    haltOnProposal: false,
    creatorMayArbitrate: true,
  };
  const closesAt = now + HOUR;
  return {
    ...commonParams(name, shape, token),
    resolver: deployment.contracts.OptimisticResolver as Address,
    resolverData: encodeOptimisticPolicy(policy),
    closesAt: BigInt(closesAt),
    resolveBy: BigInt(optimisticEarliestResolveBy(policy, closesAt) + HOUR),
  };
}

async function deploySilentResolver(
  hre: HardhatRuntimeEnvironment,
  { publicClient, walletClient, account }: Signer,
  { contracts }: Deployment,
): Promise<TransactionReceipt> {
  await buildContracts({ files: ["contracts/test/ManualResolver.sol"] });
  const { abi, bytecode } = await hre.artifacts.readArtifact("ManualResolver");
  const hash = await walletClient.deployContract({ abi, bytecode: bytecode as Hex, args: [contracts.Markets], account, chain: null });
  return publicClient.waitForTransactionReceipt({ hash });
}

/** On average of the latest; none where there are too few to tell. */
async function secondsPerBlock({ publicClient }: Connection): Promise<number> {
  const latest = await publicClient.getBlock();
  if (latest.number < SAMPLE) return 0;
  const earlier = await publicClient.getBlock({ blockNumber: latest.number - SAMPLE });
  return Number(latest.timestamp - earlier.timestamp) / Number(SAMPLE);
}

/** Waits for the chain's clock, which the local chain lets anybody move. */
async function waitUntil({ chainId, publicClient }: Connection, time: number): Promise<void> {
  for (;;) {
    const now = Number((await publicClient.getBlock()).timestamp);
    if (now >= time) return;
    if (chainId === LOCAL_CHAIN_ID) {
      await publicClient.request({ method: "evm_increaseTime", params: [time - now] } as never);
      await publicClient.request({ method: "evm_mine", params: [] } as never);
    } else {
      console.error(`Waiting ${time - now} seconds for the chain's clock …`);
      await new Promise((resolve) => setTimeout(resolve, Math.max(LOOK, ((time - now) * 1000) / 2)));
    }
  }
}
