import { disputeCall } from "../../sdk/calls/dispute.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { ruleCall } from "../../sdk/calls/rule.ts";
import { ruleTooEarlyCall } from "../../sdk/calls/ruleTooEarly.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { voteCall } from "../../sdk/calls/vote.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import type { Proposal, Resolution } from "../../sdk/resolution.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { evidenceOf } from "./evidence.ts";
import { marketArgument, payoutsArgument } from "./marketArgument.ts";
import { amountJson, amountText, payoutsText } from "./present.ts";
import { send, sendPaying } from "./send.ts";

type Args = {
  json: boolean;
  action: string;
  id: string;
  outcome: string;
  payouts: string;
  value: string;
  tooEarly: boolean;
  evidence: string;
  yes: boolean;
  yesMainnet: boolean;
};
/** A step: its call, what it costs beside gas, and words for it. */
type Step = { call: Call; bond?: bigint; text: string };

const ACTIONS = ["propose", "dispute", "rule", "finalize", "void"] as const;

export default command<Args>(async (args, hre) => {
  const action = ACTIONS.find((name) => name === args.action);
  if (!action)
    throw new PresageError({
      code: "InvalidArguments",
      message: `"${args.action}" is not a step of a resolution.`,
      remedy: `Use one of ${ACTIONS.join(", ")}.`,
    });
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(args.id, connection);
  const resolution = await getResolution(connection.publicClient, { market });
  const { call, bond = 0n, text } = stepOf(action, args, { deployment, market, resolution });
  const token = market.collateral;
  await confirm(`${text}${bond > 0n ? `, with a bond of ${amountText(bond, token)}` : ""}`, { chainId: connection.chainId, ...args });

  const signer = { publicClient: connection.publicClient, ...(await connection.wallet()) };
  const receipt = bond > 0n ? await sendPaying(signer, call, { token, amount: bond }) : await send(signer, call, token);
  const { market: after } = await marketArgument(args.id, connection);
  return {
    json: {
      marketId: market.id,
      action,
      status: after.status,
      bond: amountJson(bond, token),
      txHash: receipt.transactionHash,
      gasUsed: receipt.gasUsed,
    },
    text: `Done: ${text}. Market ${market.id} is ${after.status}. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
  };
});

function stepOf(
  action: (typeof ACTIONS)[number],
  args: Args,
  context: { deployment: Deployment; market: Market; resolution: Resolution },
): Step {
  const { deployment, market, resolution } = context;
  const about = `market ${market.id}`;
  if (action === "void")
    return { call: voidCall({ markets: deployment.contracts.Markets, marketId: market.id, odds: market.odds }), text: `void ${about}` };

  const target = { resolver: market.resolver, marketId: market.id };
  if (action === "finalize" && (resolution.kind === "optimistic" || resolution.kind === "committee"))
    return { call: finalizeCall(target), text: `finalize ${about}` };
  if (resolution.kind === "committee" && action === "propose") {
    const payouts = payoutsArgument(args, market);
    return { call: voteCall({ ...target, payouts }), text: `vote ${payoutsText(payouts, market.outcomes)} on ${about}` };
  }
  if (resolution.kind !== "optimistic") {
    throw new PresageError({
      code: "WrongResolver",
      message: `Market ${market.id} is decided by ${resolution.kind === "unknown" ? `a resolver that is not known here (${market.resolver})` : resolution.kind}: there is no ${action} there.`,
      remedy: `\`npx hardhat presage show ${market.id}\` says how it is decided.`,
    });
  }

  const evidence = evidenceOf(args.evidence);
  if (action === "propose") {
    const payouts = payoutsArgument(args, market);
    return {
      call: proposeCall({ ...target, payouts, ...evidence }),
      bond: resolution.bond,
      text: `propose ${payoutsText(payouts, market.outcomes)} for ${about}`,
    };
  }
  const proposal = running(resolution.proposal, market);
  if (action === "dispute")
    return {
      call: disputeCall({ ...target, proposalId: proposal.id, ...evidence }),
      bond: proposal.bond,
      text: `dispute ${payoutsText(proposal.payouts, market.outcomes)} for ${about}`,
    };
  if (args.tooEarly)
    return { call: ruleTooEarlyCall({ ...target, proposalId: proposal.id, ...evidence }), text: `rule "too early" on ${about}` };
  const payouts = payoutsArgument(args, market);
  return {
    call: ruleCall({ ...target, proposalId: proposal.id, payouts, ...evidence }),
    text: `rule ${payoutsText(payouts, market.outcomes)} on ${about}`,
  };
}

function running(proposal: Proposal | undefined, market: Market): Proposal {
  if (proposal) return proposal;
  throw new PresageError({
    code: "NoProposal",
    message: `Nothing has been proposed for market ${market.id}.`,
    remedy: `Propose with \`npx hardhat presage resolve propose ${market.id} --outcome …\`.`,
  });
}
