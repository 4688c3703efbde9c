import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { getOwnOrders } from "../../sdk/orders/getOwnOrders.ts";
import { sumAtRisk } from "../../sdk/orders/sumAtRisk.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import type { Result } from "./command.ts";
import { connect, deploymentOf } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import type { OrderArgs } from "./orderPlace.ts";
import { amountJson, amountText, table, timeText } from "./present.ts";
import { orderJson, orderText, positionsText } from "./presentOrder.ts";
import { relayOf } from "./relay.ts";

/** This account's open orders, as the relay has them; what they can cost in sum is by token, of all markets that are shown. */
export async function listOrders({ ids }: OrderArgs, hre: HardhatRuntimeEnvironment): Promise<Result> {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  for (const id of ids) await marketArgument(id, connection); // an id that does not exist is an error, not nothing
  const { address: account } = await connection.account();
  const relay = relayOf(connection, deployment);
  const kept = await getOwnOrders(connection.publicClient, { relay, maker: account });
  const marketIdOf = ({ order }: (typeof kept)[number]) => parsePositionId(order.positionId).marketId;
  const wanted = kept.filter((each) => ids.length === 0 || ids.includes(String(marketIdOf(each))));
  const found = [...new Set(wanted.map(marketIdOf))];
  const markets = found.length === 0 ? [] : await getMarkets(connection.publicClient, { deployment, ids: found });
  const shown = wanted.flatMap((each) => {
    const market = markets.find(({ id }) => id === marketIdOf(each));
    return market ? [{ ...each, market }] : [];
  });

  const sums = [...new Map(shown.map(({ market: { collateral } }) => [collateral.address, collateral])).values()].flatMap((token) => {
    const sum = sumAtRisk(shown.filter(({ order, market }) => !order.sell && market.collateral.address === token.address));
    return sum > 0n ? [{ token, sum }] : [];
  });
  const rows = shown.map(({ hash, order, remaining, status, market }) => [
    String(market.id),
    orderText(order, remaining, market),
    order.amount === remaining ? "" : `of ${positionsText(order, order.amount, market)}`,
    waitingText(status, market),
    timeText(order.expiry),
    hash,
  ]);
  return {
    json: {
      account,
      orders: shown.map(({ hash, order, remaining, fillable, status, market }) => ({
        hash,
        ...orderJson(order, market),
        remaining: amountJson(remaining, market.collateral),
        fillable: amountJson(fillable, market.collateral),
        status,
      })),
      atRisk: sums.map(({ token, sum }) => ({ ...amountJson(sum, token), token: token.symbol })),
    },
    text:
      rows.length === 0
        ? "There are no open orders of this account."
        : [
            table([["market", "order", "", "", "good until", "hash"], ...rows]),
            ...sums.map(({ token, sum }) => `Together they can still cost ${amountText(sum, token)}.`),
          ].join("\n"),
  };
}

function waitingText(status: string, { status: marketStatus }: Market): string {
  if (status === "Fillable") return "";
  if (status === "Unfunded") return "asleep: not enough funds or allowance";
  return status === "MarketNotOpen" ? `asleep: the market is ${marketStatus === "Open" ? "halted" : marketStatus}` : status;
}
