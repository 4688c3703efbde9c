import { type Due, getDue, type Unreadable } from "../../sdk/getDue.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { percentTexts } from "../../sdk/numbers/percentText.ts";
import { cleanText } from "../../sdk/text/cleanText.ts";
import { cutText } from "../../sdk/text/cutText.ts";
import { isKnownToken } from "../../sdk/tokens/knownTokens.ts";
import { type Unknown, unknownOf } from "../../sdk/tokens/unknownOf.ts";
import type { Market } from "../../sdk/types.ts";
import { command, type Result } from "./command.ts";
import { connect, deploymentOf } from "./connection.ts";
import { table, timeText } from "./present.ts";
import { readKnownTokens } from "./readKnownTokens.ts";
import { stepJson, stepText } from "./resolutionText.ts";

const LONGEST_NAME = 80;
const LONGEST_QUESTION = 200;
const WARNINGS: Record<Unknown, string> = { resolver: "unknown resolver", collateral: "unknown token", text: "unreadable text" };

export default command<{ json: boolean; due: boolean; all: boolean }>(async ({ due, all }, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  const tokens = await readKnownTokens(deployment);
  if (due) {
    const found = await getDue(connection.publicClient, { deployment });
    const isShown = ({ market }: { market: Market }) => all || unknownOf(market, tokens).length === 0;
    return describeDue({ due: found.due.filter(isShown), unreadable: found.unreadable.filter(isShown) });
  }
  const markets = (await getMarkets(connection.publicClient, { deployment })).map((market) => ({
    ...market,
    unknown: unknownOf(market, tokens),
  }));
  const shown = markets.filter(({ unknown }) => all || unknown.length === 0);
  const leftOut = markets.length - shown.length;
  const json = {
    markets: shown.map(({ id, status, metadata, closesAt, collateral, unknown }) => ({
      marketId: id,
      status,
      question: metadata.question,
      closesAt: timeText(closesAt),
      collateral: { address: collateral.address, symbol: collateral.symbol, known: isKnownToken(tokens, collateral) },
      known: unknown.length === 0,
      unknown,
    })),
    ...(leftOut > 0 && { leftOut }),
  };
  const rows = shown.map((market) => {
    const leading = market.prices.reduce((best, price, index) => (price > market.prices[best] ? index : best), 0);
    const warnings = market.unknown.map((each) =>
      each === "collateral" ? `${WARNINGS[each]} ${market.collateral.address}` : WARNINGS[each],
    );
    return [
      String(market.id),
      market.status,
      timeText(market.closesAt),
      `${cutText(cleanText(market.outcomes[leading]), LONGEST_NAME)} ${percentTexts(market.prices)[leading]}`,
      [cutText(cleanText(market.metadata.question), LONGEST_QUESTION), ...(warnings.length > 0 ? [`[${warnings.join(", ")}]`] : [])].join(
        " ",
      ),
    ];
  });
  const hint = `${leftOut} ${leftOut === 1 ? "market" : "markets"} with an unknown token or resolver, or unreadable text, left out: --all shows them.`;
  const text = [
    rows.length === 0
      ? leftOut > 0
        ? ""
        : "There are no markets yet."
      : table([["id", "status", "closes", "leading", "question"], ...rows]),
    leftOut > 0 ? hint : "",
  ];
  return { json, text: text.filter(Boolean).join("\n") };
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
