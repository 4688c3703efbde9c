import { command } from "./command.ts";
import { connect } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { planAsked, planJson, planText, type TradeArgs, tradeArguments } from "./tradeArguments.ts";

export default command<TradeArgs & { json: boolean; id: string }>(async (args, hre) => {
  const { market } = await marketArgument(args.id, await connect(hre));
  const plan = planAsked(tradeArguments(args, market), market);
  return { json: planJson(plan, market), text: `Now you could ${planText(plan, market)}.` };
});
