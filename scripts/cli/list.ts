import { getMarkets } from "../../sdk/getMarkets.ts";
import { command } from "./command.ts";
import { connect, deploymentOf } from "./connection.ts";
import { priceText, table, timeText } from "./present.ts";

export default command<{ json: boolean }>(async (_, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  const markets = await getMarkets(connection.publicClient, { deployment });
  const json = {
    markets: markets.map(({ id, status, metadata, closesAt }) => ({
      marketId: id,
      status,
      question: metadata.question,
      closesAt: timeText(closesAt),
    })),
  };
  const rows = markets.map((market) => {
    const leading = market.prices.reduce((best, price, index) => (price > market.prices[best] ? index : best), 0);
    return [
      String(market.id),
      market.status,
      timeText(market.closesAt),
      `${market.outcomes[leading]} ${priceText(market.prices[leading])}`,
      market.metadata.question,
    ];
  });
  return {
    json,
    text: rows.length === 0 ? "There are no markets yet." : table([["id", "status", "closes", "leading", "question"], ...rows]),
  };
});
