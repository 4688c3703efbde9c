import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type Address, createWalletClient, custom, type Hex, type PublicClient, parseAbi } from "viem";
import { deployContract, waitForTransactionReceipt } from "viem/actions";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { transferCall } from "../../sdk/calls/transfer.ts";
import { getMarketCount } from "../../sdk/getMarketCount.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import { positionId } from "../../sdk/positionId.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";

/** In the order of `Manner` in contracts/test/StrangeToken.sol, from its second on. */
const MANNERS = [
  "refuses every call",
  "burns all gas",
  "says nothing",
  "answers rubbish",
  "has 300 decimals",
  "has a symbol of a megabyte",
  "changes its mind",
  "answers holders only",
  "refuses at length",
] as const;
const UNITS = 10n ** 6n;
const DAY = 86_400n;
const NEVER = 2n ** 40n;
/** An account that has no other part in the demo. */
const STRANGER = 14;
/** The demo's own, which gets a gift of each. */
const GIFTED = 1;
const strangeAbi = parseAbi(["function mint(address to, uint256 amount)", "function turn(uint8 manner)"]);
const manualAbi = parseAbi(["function resolve(uint256 marketId, uint64[] payouts)"]);

/**
 * Adds a market in a token of each bad manner, all of which were honest when their markets were made: a position in each is given
 * to the demo's account, every second market is resolved, and then its token turns.
 */
export async function addStrangers(
  hre: HardhatRuntimeEnvironment,
  { publicClient, deployment, accounts }: { publicClient: PublicClient; deployment: Deployment; accounts: readonly Address[] },
): Promise<void> {
  await buildContracts({ files: ["contracts/test/StrangeToken.sol", "contracts/test/ManualResolver.sol"] });
  const { Markets: markets } = deployment.contracts;
  const stranger = accounts[STRANGER] as Address;
  const wallet = createWalletClient({ account: stranger, transport: custom(publicClient) });
  const send = (call: Call) => sendCall(publicClient, wallet, call);
  const deploy = async (name: string, args: readonly unknown[] = []): Promise<Address> => {
    const { abi, bytecode } = await hre.artifacts.readArtifact(name);
    const hash = await deployContract(wallet, { abi, bytecode: bytecode as Hex, args: [...args], chain: null });
    const { contractAddress } = await waitForTransactionReceipt(publicClient, { hash });
    return contractAddress as Address;
  };

  const resolver = await deploy("ManualResolver", [markets]);
  for (const [index, manner] of MANNERS.entries()) {
    const collateral = await deploy("StrangeToken");
    await send(makeCall(collateral, strangeAbi, "mint", [stranger, 10_000n * UNITS]));
    await send(approveCall({ token: collateral, spender: markets, amount: 10_000n * UNITS }));
    const { timestamp } = await publicClient.getBlock();
    const params = {
      collateral,
      resolver,
      closesAt: timestamp + 10n * DAY,
      resolveBy: timestamp + 20n * DAY,
      feeRate: 400,
      creatorShare: 2_500,
      outcomeCount: 2,
      liquidity: 1_000n * UNITS,
      odds: [],
      metadata: JSON.stringify({
        question: `Will anybody miss a token that ${manner}?`,
        category: "other",
        outcomes: ["Yes", "No"],
        rules: "Resolves as the stranger who made this market likes.",
        source: "https://example.org/stranger",
        edgeCases: [],
      }),
      resolverData: "0x" as Hex,
    };
    await send(createMarketCall({ markets, params, maxFunding: initialFunding(params) }));
    const marketId = BigInt(await getMarketCount(publicClient, { deployment }));
    const trade = { markets, marketId, outcome: 0, side: "yes" as const, collateralIn: 50n * UNITS, minPositionsOut: 0n };
    await send(buyCall({ ...trade, recipient: stranger, deadline: NEVER }));
    const id = positionId({ marketId, outcome: 0, side: "yes", outcomeCount: 2 });
    await send(transferCall({ markets, id, recipient: accounts[GIFTED] as Address, amount: 10n * UNITS }));
    if (index % 2 === 1) await send(makeCall(resolver, manualAbi, "resolve", [marketId, [1n, 0n]]));
    await send(makeCall(collateral, strangeAbi, "turn", [index + 1]));
  }
}
