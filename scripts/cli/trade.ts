import { parseEventLogs } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { buyExactCall } from "../../sdk/calls/buyExact.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { divUp, RATE_UNIT } from "../../sdk/lmsr.ts";
import { WAD } from "../../sdk/wad.ts";
import { command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { deadlineOf } from "./deadline.ts";
import { marketArgument, percentArgument } from "./marketArgument.ts";
import { send, sendPaying } from "./send.ts";
import { planJson, planText, planTrade, type TradeArgs } from "./tradeArguments.ts";

type Args = TradeArgs & { json: boolean; id: string; maxSlippage: string; yes: boolean; yesMainnet: boolean };

export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(args.id, connection);
  const plan = planTrade(args, market);
  const slippage = percentArgument(args.maxSlippage, "--max-slippage");
  await confirm(`${planText(plan, market)}; at most ${args.maxSlippage} worse`, { chainId: connection.chainId, ...args });

  const signer = { publicClient: connection.publicClient, ...(await connection.wallet()) };
  const { op, outcome, side, positions, collateral } = plan;
  const common = {
    markets: deployment.contracts.Markets,
    marketId: market.id,
    outcome,
    side,
    recipient: signer.account.address,
    deadline: await deadlineOf(connection),
  };
  const atLeast = (amount: bigint) => (amount * (RATE_UNIT - slippage)) / RATE_UNIT;
  const most = divUp(collateral * (RATE_UNIT + slippage), RATE_UNIT);
  const token = market.collateral;
  const receipt =
    op === "sell"
      ? await send(signer, sellCall({ ...common, positionsIn: positions, minCollateralOut: atLeast(collateral) }), token)
      : op === "buy"
        ? await sendPaying(signer, buyCall({ ...common, collateralIn: collateral, minPositionsOut: atLeast(positions) }), {
            token,
            amount: collateral,
          })
        : await sendPaying(signer, buyExactCall({ ...common, positionsOut: positions, maxCollateralIn: most }), { token, amount: most });

  // What was traded, which may differ from the quote if somebody came first.
  const [{ args: done }] = parseEventLogs({ abi: marketsAbi, eventName: "Trade", logs: receipt.logs });
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
