import { type Due, getDue, type Unreadable } from "../../sdk/getDue.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { command, type Result } from "./command.ts";
import { connect, deploymentOf } from "./connection.ts";
import { priceTexts, table, timeText } from "./present.ts";
import { stepJson, stepText } from "./resolutionText.ts";

export default command<{ json: boolean; due: boolean }>(async ({ due }, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  if (due) return describeDue(await getDue(connection.publicClient, { deployment }));
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
      `${market.outcomes[leading]} ${priceTexts(market.prices)[leading]}`,
      market.metadata.question,
    ];
  });
  return {
    json,
    text: rows.length === 0 ? "There are no markets yet." : table([["id", "status", "closes", "leading", "question"], ...rows]),
  };
});

function describeDue({ due, unreadable }: { due: Due[]; unreadable: Unreadable[] }): Result {
  const json = {
    due: due.map(({ market, resolution, steps }) => ({
      marketId: market.id,
      question: market.metadata.question,
      kind: resolution.kind,
      state: resolution.state,
      steps: steps.map(stepJson),
    })),
    unreadable: unreadable.map(({ market, error: { code, message, remedy } }) => ({
      marketId: market.id,
      error: { code, message, remedy },
    })),
  };
  const rows = due.flatMap(({ market, steps }) =>
    steps.map((step) => [String(market.id), step.isDue ? "due" : "possible", stepText(step), market.metadata.question]),
  );
  const text = rows.length === 0 ? "Nothing can be done now." : table([["id", "", "what", "question"], ...rows]);
  return {
    json,
    text: [text, ...unreadable.map(({ market, error }) => `market ${market.id} cannot be read: ${error.message}`)].join("\n"),
  };
}
