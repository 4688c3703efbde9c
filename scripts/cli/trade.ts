import { parseEventLogs } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { logsOf } from "../../sdk/logsOf.ts";
import type { TradePlan } from "../../sdk/planTrade.ts";
import { positionId } from "../../sdk/positionId.ts";
import { simulatePaying } from "../../sdk/simulateCall.ts";
import type { Deployment, Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { marketArgument, slippageArgument } from "./marketArgument.ts";
import { amountText, timeText } from "./present.ts";
import { requireBalance, sendPlanned } from "./send.ts";
import { sendingOf } from "./sendingOf.ts";
import type { Signer } from "./signer.ts";
import { type AskedTrade, planAsked, planJson, planText, type TradeArgs, tradeArguments } from "./tradeArguments.ts";

type Args = TradeArgs & Consent & { id: string; maxSlippage: string; acceptSlippage: boolean };

export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(args.id, connection);
  const order = tradeArguments(args, market);
  const tolerance = slippageArgument(args);
  const signer = { publicClient: connection.publicClient, ...(await connection.wallet()) };
  const has = order.amount === "max" ? await holdingOf(order, { signer, deployment, market }) : undefined;
  const plan = planAsked(order, market, { tolerance, ...(has !== undefined && { has }) });

  if (plan.payment) await requireBalance(signer, plan.payment);
  const token = market.collateral;
  await simulatePaying(signer.publicClient, plan.call(await sendingOf(signer, deployment)), {
    account: signer.account,
    token,
    ...(plan.payment && { payment: plan.payment }),
  });
  await confirm(
    [`${planText(plan, market)}, in market ${market.id}`, limitText(plan, market), `trading closes ${timeText(market.closesAt)}`],
    { connection, account: signer.account },
    args,
  );
  const receipt = await sendPlanned(signer, plan, deployment);

  // What was traded, which may differ from the quote if somebody came first.
  const [{ args: done }] = parseEventLogs({
    abi: marketsAbi,
    eventName: "Trade",
    logs: logsOf(deployment.contracts.Markets, receipt.logs),
  });
  const final = {
    ...plan,
    positions: done.positions,
    collateral: done.collateral,
    fee: done.fee,
    averagePrice: (done.collateral * WAD) / done.positions,
  };
  return {
    json: { ...planJson(final, market), txHash: receipt.transactionHash, gasUsed: receipt.gasUsed },
    text: `Done: ${planText(final, market)}. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
  };
});

/** What the account can give of what the order gives. */
async function holdingOf(
  { op, outcome, side }: AskedTrade,
  { signer, deployment, market }: { signer: Signer; deployment: Deployment; market: Market },
): Promise<bigint> {
  const owner = signer.account.address;
  if (op !== "sell") return getBalance(signer.publicClient, { token: market.collateral.address, owner });
  const id = positionId({ marketId: market.id, outcome, side, outcomeCount: market.outcomeCount });
  const contract = { address: deployment.contracts.Markets, abi: marketsAbi } as const;
  return readContract(signer.publicClient, { ...contract, functionName: "balanceOf", args: [owner, id] });
}

/** What the contract holds to, and what can be lost. */
function limitText({ op, limit, collateral }: TradePlan, { collateral: token }: Market): string {
  if (op === "sell") return `for at least ${amountText(limit, token)}, or not at all`;
  if (op === "buyExact") return `for at most ${amountText(limit, token)}, or not at all; all of it can be lost`;
  return `for at least ${amountText(limit, { ...token, symbol: "positions" })}, or not at all; all of the ${amountText(collateral, token)} can be lost`;
}
