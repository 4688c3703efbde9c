import { getResolution } from "../../sdk/getResolution.ts";
import { percentTexts } from "../../sdk/numbers/percentText.ts";
import { command } from "./command.ts";
import { connect } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { policyText, standingText, voidText } from "./policyText.ts";
import { amountJson, amountText, priceJson, table, timeText } from "./present.ts";
import { nextText, resolutionJson, timelineText } from "./resolutionText.ts";

export default command<{ json: boolean; id: string }>(async ({ id }, hre) => {
  const connection = await connect(hre);
  const { deployment, market } = await marketArgument(id, connection);
  const resolution = await getResolution(connection.publicClient, { deployment, market });
  const { collateral: token, metadata } = market;
  const json = {
    marketId: market.id,
    status: market.status,
    question: metadata.question,
    outcomes: market.outcomes.map((name, index) => ({
      name,
      price: priceJson(market.prices[index]),
      ...(market.payouts.length > 0 && { payout: market.payouts[index] }),
    })),
    category: metadata.category,
    rules: metadata.rules,
    source: metadata.source,
    edgeCases: metadata.edgeCases,
    creator: market.creator,
    termsHash: market.termsHash,
    closesAt: timeText(market.closesAt),
    resolveBy: timeText(market.resolveBy),
    feeRate: market.feeRate,
    creatorShare: market.creatorShare,
    liquidity: amountJson(market.liquidity, token),
    seed: amountJson(market.seed, token),
    liquidityFees: amountJson(market.liquidityFees, token),
    creatorFees: amountJson(market.creatorFees, token),
    collateral: token,
    resolver: { address: market.resolver, ...resolution, history: undefined, terms: undefined, ...resolutionJson(resolution) },
  };
  const prices = percentTexts(market.prices);
  const text = [
    `${metadata.question.replace(/\s+/g, " ")}  (market ${market.id}, ${market.status})`,
    table(
      market.outcomes.map((name, index) => [
        `  ${name}`,
        prices[index],
        market.payouts.length > 0 ? `pays ${market.payouts[index]}/${market.payoutDenominator}` : "",
      ]),
    ),
    `  closes ${timeText(market.closesAt)}, anyone may void from ${timeText(market.resolveBy)}`,
    `  liquidity b ${amountText(market.liquidity, token)}, of which ${amountText(market.seed, token)} is locked; fee ${market.feeRate / 100}% of p(1-p)`,
    `  decided by ${resolution.kind} (${market.resolver}): ${resolution.state}`,
    ...policyText(resolution, { deployment, collateral: token, creator: market.creator }).map((line) => `    ${line}`),
    ...standingText(resolution, market).map((line) => `    ${line}`),
    ...nextText(resolution, market).map((line) => `    ${line}`),
    ...(resolution.timeline.length > 0 ? ["  what happened"] : []),
    ...resolution.timeline.map((entry) => `    ${timelineText(entry, market)}`),
    ...(market.payouts.length === 0 ? [`  ${voidText(market.odds, market.outcomes)}`] : []),
    `  source ${metadata.source}`,
    `  ${metadata.rules}`,
    ...metadata.edgeCases.map((edgeCase) => `  If: ${edgeCase.if} → ${edgeCase.then}`),
  ].join("\n");
  return { json, text };
});
