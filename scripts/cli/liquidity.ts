import { parseEventLogs } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { addLiquidityCall } from "../../sdk/calls/addLiquidity.ts";
import { removeLiquidityCall } from "../../sdk/calls/removeLiquidity.ts";
import { PresageError } from "../../sdk/errors.ts";
import { liquidityCost, liquidityProceeds } from "../../sdk/liquidityCost.ts";
import { divUp, RATE_UNIT } from "../../sdk/lmsr.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { deadlineOf } from "./deadline.ts";
import { marketArgument, percentArgument } from "./marketArgument.ts";
import { amountJson, amountText } from "./present.ts";
import { send, sendPaying } from "./send.ts";

type Args = { json: boolean; action: string; id: string; amount: string; maxSlippage: string; yes: boolean; yesMainnet: boolean };

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
  const amount = parseAmount(args.amount, token.decimals);
  const slippage = percentArgument(args.maxSlippage, "--max-slippage");
  const adding = action === "add";
  const planned = adding ? liquidityCost({ market, liquidity: amount }) : liquidityProceeds({ market, liquidity: amount });
  const what = `${action} ${amountText(amount, token)} of liquidity for ${amountText(planned.collateral, token)}`;
  await confirm(what, { chainId: connection.chainId, ...args });

  const signer = { publicClient: connection.publicClient, ...(await connection.wallet()) };
  const common = { markets: deployment.contracts.Markets, marketId: market.id, liquidity: amount, deadline: await deadlineOf(connection) };
  const most = divUp(planned.collateral * (RATE_UNIT + slippage), RATE_UNIT);
  const least = (planned.collateral * (RATE_UNIT - slippage)) / RATE_UNIT;
  const receipt = adding
    ? await sendPaying(signer, addLiquidityCall({ ...common, maxCollateralIn: most, expectedPrices: market.prices, tolerance: slippage }), {
        token,
        amount: most,
      })
    : await send(signer, removeLiquidityCall({ ...common, minCollateralOut: least }), token);

  const [{ args: done }] = parseEventLogs({ abi: marketsAbi, eventName: ["LiquidityAdded", "LiquidityRemoved"], logs: receipt.logs });
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
