import { parseEventLogs } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { PresageError } from "../../sdk/errors.ts";
import { logsOf } from "../../sdk/logsOf.ts";
import { type LiquidityPlan, planLiquidity } from "../../sdk/planLiquidity.ts";
import { planWithdrawal, type WithdrawalPlan } from "../../sdk/planWithdrawal.ts";
import { simulatePaying } from "../../sdk/simulateCall.ts";
import type { Market } from "../../sdk/types.ts";
import { amountArgument } from "./amountArgument.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { marketArgument, slippageArgument } from "./marketArgument.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { requireBalance, sendPlanned } from "./send.ts";
import { sendingOf } from "./sendingOf.ts";

type Args = Consent & { action: string; id: string; amount: string; maxSlippage: string; acceptSlippage: boolean };

/** `--amount` is liquidity, the LMSR parameter b, in whole tokens. */
export default command<Args>(async (args, hre) => {
  const { action } = args;
  if (action !== "add" && action !== "remove") {
    throw new PresageError({
      code: "InvalidArguments",
      message: `"${action}" is neither add nor remove.`,
      remedy: "Such as `presage liquidity add 1 --amount 500`.",
    });
  }
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(args.id, connection);
  const token = market.collateral;
  const liquidity = amountArgument("--amount", args.amount, token);
  const tolerance = slippageArgument(args);
  const plan = action === "add" ? planLiquidity({ market, liquidity, tolerance }) : planWithdrawal({ market, liquidity, tolerance });
  const lines = "maxValueIn" in plan ? additionText(plan, market) : withdrawalText(plan, market);

  const signer = { publicClient: connection.publicClient, ...(await connection.wallet()) };
  if (plan.payment) await requireBalance(signer, plan.payment);
  await simulatePaying(signer.publicClient, plan.call(await sendingOf(signer, deployment)), {
    account: signer.account,
    token,
    ...(plan.payment && { payment: plan.payment }),
  });
  await confirm(lines, { connection, account: signer.account }, args);
  const receipt = await sendPlanned(signer, plan, deployment);

  const logs = logsOf(deployment.contracts.Markets, receipt.logs);
  const [{ args: done }] = parseEventLogs({ abi: marketsAbi, eventName: ["LiquidityAdded", "LiquidityRemoved"], logs });
  return {
    json: {
      liquidity: amountJson(done.liquidity, token),
      collateral: amountJson(done.collateral, token),
      fees: amountJson(done.fees, token),
      txHash: receipt.transactionHash,
      gasUsed: receipt.gasUsed,
    },
    text: `Done: ${action} ${amountText(done.liquidity, token)} of liquidity for ${amountText(done.collateral, token)}. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
  };
});

function additionText(plan: LiquidityPlan, market: Market): string[] {
  const token = market.collateral;
  const { liquidity, collateral, fees, maxCollateralIn, maxValueIn, restored } = plan;
  return [
    `add ${amountText(liquidity, token)} of liquidity to market ${market.id} for ${amountText(collateral, token)}, at most ${amountText(maxCollateralIn, token)}`,
    ...(fees > 0n ? [`${amountText(fees, token)} of it buy into the providers' fees, and come back with the liquidity`] : []),
    ...positionsLine(plan.positions, market),
    ...(restored.fees > 0n ? ["the prices sum to less than one: this sets them right first, for the providers who are there"] : []),
    `at these prices it is worth at most ${amountText(maxValueIn, token)}, or none is added: what others do to them first costs 0.1% of it at most`,
    `if the least likely outcome wins, ${amountText(collateral - fees, token)} are lost, less what the fees bring`,
    `it can be removed at any time until the market is final; trading closes ${timeText(market.closesAt)}`,
  ];
}

function withdrawalText(plan: WithdrawalPlan, market: Market): string[] {
  const token = market.collateral;
  return [
    `remove ${amountText(plan.liquidity, token)} of liquidity from market ${market.id} for ${amountText(plan.collateral, token)}, at least ${amountText(plan.minCollateralOut, token)}`,
    ...positionsLine(plan.positions, market),
  ];
}

function positionsLine(positions: readonly bigint[], { outcomes, collateral: { decimals } }: Market): string[] {
  const got = positions.flatMap((amount, index) =>
    amount > 0n ? [amountText(amount, { address: "0x", decimals, symbol: outcomes[index] ?? "" })] : [],
  );
  return got.length > 0 ? [`beside it you get ${got.slice(0, 8).join(", ")}${got.length > 8 ? ", …" : ""}`] : [];
}
