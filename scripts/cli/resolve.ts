import type { Hex } from "viem";
import { readContract } from "viem/actions";
import { claimAnswerBondsCall } from "../../sdk/calls/claimAnswerBonds.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import type { Resolution } from "../../sdk/resolution.ts";
import { getAnswers } from "../../sdk/resolvers/reality/getAnswers.ts";
import { realityAbi } from "../../sdk/resolvers/reality/realityAbi.ts";
import { NATIVE } from "../../sdk/resolvers/step.ts";
import { simulatePaying } from "../../sdk/simulateCall.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Market } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { policyText } from "./policyText.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { actionOf, type PreparedStep, prepareStep, type StepArguments } from "./resolutionStep.ts";
import { nextText, resolutionJson } from "./resolutionText.ts";
import { requireBalance, sendPlanned } from "./send.ts";
import { sendingOf } from "./sendingOf.ts";
import type { Signer } from "./signer.ts";

type Args = StepArguments & Consent & { action: string; id: string };

/** Reads, prepares and simulates a step before it asks; says afterwards what comes next. */
export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(args.id, connection);
  const { publicClient } = connection;
  const resolution = await getResolution(publicClient, { deployment, market });
  const action = actionOf(args.action, resolution, market);
  if (resolution.state === "Final" && action !== "claim") {
    throw new PresageError({
      code: "AlreadyFinal",
      message: `Market ${market.id} is final: ${market.status}.`,
      remedy: "There is nothing left to resolve; `npx hardhat presage redeem` pays out. Nothing was sent.",
    });
  }
  const signer = { publicClient, ...(await connection.wallet()) };
  const { account } = signer;
  const step =
    action === "claim" && resolution.kind === "reality"
      ? await prepareClaim(resolution, market, signer)
      : prepareStep(action, resolution, { args, market });
  const { planned, cost, text, meaning } = step;
  const token = cost?.token ?? market.collateral;

  try {
    if (planned.payment) await requireBalance(signer, planned.payment);
    await simulatePaying(publicClient, planned.call(await sendingOf(signer, deployment)), {
      account,
      token,
      ...(planned.payment && { payment: planned.payment }),
    });
  } catch (error) {
    throw explain(error, args.action, resolution);
  }
  const price = cost && cost.amount > 0n ? `, for ${amountText(cost.amount, cost.token)} beside gas` : "";
  const terms = policyText(resolution, { deployment, collateral: market.collateral, creator: market.creator });
  await confirm(
    [`${text}${price}`, ...meaning, "how this market is decided:", ...terms.map((line) => `  ${line}`)],
    { connection, account },
    args,
  );
  const receipt = await sendPlanned(signer, planned, deployment);

  const { market: after } = await marketArgument(args.id, connection);
  const next = await getResolution(publicClient, { deployment, market: after });
  const { steps, fallback } = resolutionJson(next);
  return {
    json: {
      marketId: market.id,
      action,
      status: after.status,
      state: next.state,
      bond: amountJson(cost?.amount ?? 0n, token),
      txHash: receipt.transactionHash,
      gasUsed: receipt.gasUsed,
      steps,
      fallback,
    },
    text: [
      `Done: ${text}. Market ${market.id} is ${after.status}, its resolution ${next.state}. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
      ...nextText(next, after).map((line) => `  ${line}`),
    ].join("\n"),
  };
});

/** What an outside oracle refuses in its own words, in ours; the contracts of this project say it themselves. */
function explain(error: unknown, action: string, resolution: Resolution): PresageError {
  const cause = toPresageError(error);
  const remedy = `${cause.remedy.replace(/ ?Nothing was sent\.$/, "")} Nothing was sent.`;
  if (cause.code !== "Reverted")
    return new PresageError({ code: cause.code, message: cause.message, remedy, details: cause.details, cause });
  const names = action === "settle" ? ["settle", "finalize", "finalizeVector"] : [action];
  const step = resolution.steps.find((each) => names.includes(each.action) && !each.isOpen);
  const open = resolution.steps.filter(({ isOpen }) => isOpen).map((each) => each.action);
  const why =
    step && resolution.now < step.from
      ? `possible from ${timeText(step.from)}`
      : step?.until
        ? `possible until ${timeText(step.until)}`
        : undefined;
  return new PresageError({
    code: why ? "WrongTime" : "Refused",
    message: why ? `${action} is ${why}, it is ${timeText(resolution.now)}.` : cause.message,
    remedy: `${open.length > 0 ? `Possible now: ${open.join(", ")}.` : "Wait for what comes next: `npx hardhat presage show` says it."} Nothing was sent.`,
    cause,
  });
}

/** Pays out the bonds of all final questions of the market at Reality.eth, and what the account has there. */
async function prepareClaim(
  resolution: Extract<Resolution, { kind: "reality" }>,
  market: Market,
  { publicClient, account }: Signer,
): Promise<PreparedStep> {
  const { reality } = resolution;
  const [claimable] = [...(await getAnswers(publicClient, { market, resolution }))];
  if (claimable) {
    const [questionId, answers] = claimable as [Hex, Parameters<typeof claimAnswerBondsCall>[0]["answers"]];
    const sum = answers.reduce((total, { bond }) => total + bond, 0n);
    return {
      planned: { call: () => claimAnswerBondsCall({ reality, questionId, answers }) },
      text: `pay out ${amountText(sum, NATIVE)} of bonds of market ${market.id} at Reality.eth`,
      meaning: [],
    };
  }
  const balance = await readContract(publicClient, {
    address: reality,
    abi: realityAbi,
    functionName: "balanceOf",
    args: [account.address],
  });
  if (balance > 0n) {
    const call: Call = makeCall(reality, realityAbi, "withdraw", []);
    return { planned: { call: () => call }, text: `withdraw ${amountText(balance, NATIVE)} from Reality.eth`, meaning: [] };
  }
  throw new PresageError({
    code: "NothingToClaim",
    message: `No bond of market ${market.id} waits to be paid out, and ${account.address} has nothing at Reality.eth.`,
    remedy: "Bonds can be claimed once the answer is final. Nothing was sent.",
  });
}
