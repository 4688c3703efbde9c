import { type Address, parseAbi } from "viem";
import { answerHash } from "../../sdk/answerHash.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { isDevelopmentChain } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import { namedIn } from "../../sdk/namedIn.ts";
import type { ResolutionOf } from "../../sdk/resolution.ts";
import type { Proposal } from "../../sdk/resolvers/optimistic/situation.ts";
import { answerFor, INVALID, TOO_SOON } from "../../sdk/resolvers/reality/answerOf.ts";
import type { Answer } from "../../sdk/resolvers/step.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { amountArgument } from "./amountArgument.ts";
import { command } from "./command.ts";
import { type Connection, connect, deploymentOf } from "./connection.ts";
import { ASSERT_TRUTH, umaArtifact } from "./deployLocalOracles.ts";
import { pushRoundsCall } from "./localFeed.ts";
import { marketArgument } from "./marketArgument.ts";
import { rulingText } from "./policyText.ts";
import { type AnswerArguments, answerArgument } from "./resolutionStep.ts";
import { send } from "./send.ts";

type Args = AnswerArguments & { json: boolean; who: string; id: string; neither: boolean; assertion: string; found: string; feed: string };
/** What somebody outside does, in words, and by which of the local chain's accounts. */
type Act = { call: Call; text: string; account?: Address };

const FEED_DECIMALS = 8;
const courtMockAbi = parseAbi(["function giveRuling(address arbitrable, uint256 disputeId, uint256 ruling)"]);
const localArbitratorAbi = parseAbi(["function submitAnswerByArbitrator(bytes32 questionId, bytes32 answer, address answerer)"]);

/** On a development chain lets those act who are strangers elsewhere: the court, UMA's voters, the price feed. */
export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const { network, chainId, publicClient } = connection;
  if (!isDevelopmentChain(chainId)) {
    throw stop(
      "OnlyLocal",
      `On ${network} courts, voters and feeds act for themselves.`,
      "This is for the local chain and `geth --dev` alone.",
    );
  }
  const { call, text, account } = await actOf(args, connection);
  const wallet = await connection.wallet();
  const signer = { publicClient, ...wallet, ...(account && { account: { ...wallet.account, address: account } }) };
  const receipt = await send(signer, call);
  return {
    json: { acted: text, txHash: receipt.transactionHash, gasUsed: receipt.gasUsed },
    text: `Done: ${text}. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
  };
});

async function actOf(args: Args, connection: Connection): Promise<Act> {
  const { publicClient } = connection;
  if (args.who === "price") return newPrice(args, connection, await deploymentOf(connection));
  const { deployment, market } = await marketArgument(args.id, connection);
  const resolution = await getResolution(publicClient, { deployment, market });
  if (args.who === "court" && resolution.kind === "optimistic") return ruling(args, resolution, market);
  if (args.who === "court" && resolution.kind === "reality") return arbitration(args, resolution, { market, deployment, connection });
  if (args.who === "vote" && resolution.kind === "uma") return vote(args, resolution, { deployment, connection });
  const isKnown = args.who === "court" || args.who === "vote";
  throw stop(
    isKnown ? "WrongResolver" : "InvalidArguments",
    isKnown ? `Market ${market.id} is decided by ${resolution.kind}: there is no ${args.who} there.` : `"${args.who}" does not act here.`,
    "Such as `act court 7 --outcome Yes`, `act vote 7 --found false` or `act price --value 95000`.",
  );
}

async function newPrice({ value, feed: name }: Args, { publicClient }: Connection, { feeds = {} }: Deployment): Promise<Act> {
  const [known = ""] = Object.keys(feeds);
  const feed = namedIn(feeds, name || known);
  if (!feed) throw stop("UnknownFeed", `There is no feed "${name}".`, `Use one of ${Object.keys(feeds).join(", ")}.`);
  const { timestamp } = await publicClient.getBlock();
  const price = amountArgument("--value", value, { decimals: FEED_DECIMALS });
  const rounds = [{ price, updatedAt: Number(timestamp) }];
  return { call: pushRoundsCall({ feed, rounds }), text: `${name || known} reports ${formatAmount(price, FEED_DECIMALS)}` };
}

function ruling(args: Args, { court, proposal }: ResolutionOf<"optimistic">, market: Market): Act {
  if (court?.disputeId === undefined || !proposal) {
    throw stop("NoDispute", `No dispute on market ${market.id} is before the court.`, "Ask it with `presage resolve request-ruling`.");
  }
  const answer = answerArgument(args, market);
  const choice = args.neither ? market.outcomeCount + 4 : answer === undefined ? undefined : choiceOf(answer, proposal, market);
  if (choice === undefined) {
    throw stop(
      "NoChoice",
      "A court can choose one outcome, equal shares, the proposal, the disputer's answer, or none of these.",
      "Say which with --outcome, --payouts, --too-early or --neither.",
    );
  }
  return {
    call: makeCall(court.arbitrator, courtMockAbi, "giveRuling", [court.adapter, court.disputeId, BigInt(choice)]),
    text: `the court rules on market ${market.id}: ${rulingText(BigInt(choice), market)}`,
  };
}

/** The court's number for an answer, undefined if it has none: it can only choose from a list. */
function choiceOf(answer: Answer, { payouts, disputerAnswer }: Proposal, { outcomeCount }: Market): number | undefined {
  if (answer === "invalid") return undefined;
  const hashOf = (said: typeof answer) => answerHash(said === "tooEarly" ? [] : said);
  const all = new Array<bigint>(outcomeCount).fill(1n);
  const winners = all.map((_, winner) => all.map((_, index) => (index === winner ? 1n : 0n)));
  const choices = [...winners, all, payouts, ...(disputerAnswer ? [disputerAnswer] : [])];
  const place = choices.findIndex((choice) => hashOf(choice) === hashOf(answer));
  return place < 0 ? undefined : place + 1;
}

async function arbitration(
  args: Args,
  { questionId, policy }: ResolutionOf<"reality">,
  { market, deployment, connection }: { market: Market; deployment: Deployment; connection: Connection },
): Promise<Act> {
  const answer = answerArgument(args, market);
  if (answer === undefined) throw stop("MissingAnswer", "The court says nothing.", "Add --outcome, --payouts, --too-early or --invalid.");
  const value = answer === "invalid" ? INVALID : answer === "tooEarly" ? TOO_SOON : answerFor(answer, policy.templateId);
  const owner = deployment.accounts?.arbiter ?? (await connection.account()).address;
  return {
    call: makeCall(policy.arbitrator, localArbitratorAbi, "submitAnswerByArbitrator", [questionId, value, owner]),
    text: `the arbitrator answers the question of market ${market.id}`,
    account: owner,
  };
}

async function vote(
  { found, assertion }: Args,
  { assertions, oracle }: ResolutionOf<"uma">,
  { deployment, connection }: { deployment: Deployment; connection: Connection },
): Promise<Act> {
  const asked = assertions.find(({ id, state }) => state === "Voting" && (!assertion || id === assertion));
  if (!asked) throw stop("NoVote", "No assertion of this market is before UMA's voters.", "Dispute one with `presage resolve dispute`.");
  if (found !== "true" && found !== "false")
    throw stop("InvalidArguments", `"${found}" is no finding.`, "Use --found true or --found false.");
  const contract = { address: oracle, abi: umaArtifact("OptimisticOracleV3").abi, args: [asked.id] } as const;
  const { assertionTime } = (await connection.publicClient.readContract({ ...contract, functionName: "getAssertion" })) as {
    assertionTime: bigint;
  };
  const stamp = await connection.publicClient.readContract({ ...contract, functionName: "stampAssertion" });
  const price = found === "true" ? 10n ** 18n : 0n;
  const voters = deployment.accounts?.voters as Address;
  return {
    call: makeCall(voters, umaArtifact("MockOracleAncillary").abi, "pushPrice", [ASSERT_TRUTH, assertionTime, stamp, price]),
    text: `UMA's voters find the assertion ${asked.id} ${found}`,
  };
}

function stop(code: string, message: string, remedy: string): PresageError {
  return new PresageError({ code, message, remedy: `${remedy} Nothing was sent.` });
}
