import { readFileSync } from "node:fs";
import { DAY, ethers, networkHelpers } from "../resolvers/resolverFixture.ts";

// From the package as it was published (name, version and integrity are in the file), without what its artifacts and its
// dependencies weigh: 112 MB in 33 packages.
const { bytecode } = JSON.parse(readFileSync(`${import.meta.dirname}/klerosBytecode.json`, "utf8"));

const abi = [
  "constructor(address governor, address pinakion, address rng, uint256 minStakingTime, uint256 maxDrawingTime, bool hiddenVotes, uint256 minStake, uint256 alpha, uint256 feeForJuror, uint256 jurorsForCourtJump, uint256[4] timesPerPeriod, uint256 sortitionSumTreeK)",
  "function arbitrationCost(bytes extraData) view returns (uint256)",
  "function appealCost(uint256 disputeId, bytes extraData) view returns (uint256)",
  "function appeal(uint256 disputeId, bytes extraData) payable",
  "function setStake(uint96 subcourtId, uint128 stake)",
  "function passPhase()",
  "function drawJurors(uint256 disputeId, uint256 iterations)",
  "function passPeriod(uint256 disputeId)",
  "function castVote(uint256 disputeId, uint256[] voteIds, uint256 choice, uint256 salt)",
  "function executeRuling(uint256 disputeId)",
  "function disputes(uint256 disputeId) view returns (uint96 subcourtId, address arbitrated, uint256 numberOfChoices, uint8 period, uint256 lastPeriodChange, uint256 drawsInRound, uint256 commitsInRound, bool ruled)",
];

const FEE = ethers.parseEther("0.03");
const STAKE = 1_000_000_000n;
const STAKING_TIME = 3_600;
/** Of evidence, commits, votes and appeals. */
const PERIODS = [3 * DAY, 0, 3 * DAY, 4 * DAY] as const;

/** The subcourt, and the number of jurors of the first round. */
export const KLEROS_EXTRA_DATA = ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [0, 3]);

/** Kleros's court from its published bytecode, with one juror who has all the stakes and is drawn for every vote. */
export async function deployKleros() {
  const [deployer, , , , , , juror] = await ethers.getSigners();
  const deploy = async (code: string, parameters: string[] = [], args: unknown[] = []) => {
    const contract = await new ethers.ContractFactory(parameters, code, deployer).deploy(...args);
    return contract.getAddress();
  };
  const trees = await deploy(bytecode.SortitionSumTreeFactory);
  const rng = await deploy(bytecode.ConstantNG, ["constructor(uint256 number)"], [7n]);
  const stakes = await ethers.deployContract("BondToken"); // a juror's stake stays where it is; its balance must cover it
  await stakes.connect(juror).faucet(STAKE);
  const linked = bytecode.KlerosLiquid.replaceAll(/__SortitionSumTreeFactory_+/g, trees.slice(2).toLowerCase());
  const pinakion = await stakes.getAddress();
  const terms = [deployer.address, pinakion, rng, STAKING_TIME, STAKING_TIME, false, 1_000n, 10_000n, FEE, 31n, PERIODS, 5n];
  const court = new ethers.Contract(await deploy(linked, abi, terms), abi, deployer);
  await (court.connect(juror) as typeof court).setStake(0, STAKE);

  /** Draws as many jurors as the round has, hears the evidence in the first, and has them all vote for a choice. */
  const vote = async (disputeId: number, jurors: number, choice: number, isAppeal = false) => {
    await networkHelpers.time.increase(STAKING_TIME);
    for (const _ of ["generating", "drawing"]) await court.passPhase();
    await court.drawJurors(disputeId, jurors);
    await court.passPhase(); // staking again
    if (!isAppeal) await networkHelpers.time.increase(PERIODS[0]);
    await court.passPeriod(disputeId);
    const votes = Array.from({ length: jurors }, (_, index) => index);
    await (court.connect(juror) as typeof court).castVote(disputeId, votes, choice, 0);
    await court.passPeriod(disputeId); // everybody voted: appeals
  };

  /** Lets the time for appeals pass and tells the arbitrable. */
  const execute = async (disputeId: number) => {
    await networkHelpers.time.increase(PERIODS[3]);
    await court.passPeriod(disputeId);
    return court.executeRuling(disputeId);
  };
  return { court, vote, execute, fee: 3n * FEE, appealFee: 7n * FEE };
}
