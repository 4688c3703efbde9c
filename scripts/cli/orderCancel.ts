import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { cancelOrders } from "../../sdk/orders/cancelOrders.ts";
import { getOwnOrders } from "../../sdk/orders/getOwnOrders.ts";
import type { RestingOrder } from "../../sdk/orders/relay.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import type { Result } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect, deploymentOf } from "./connection.ts";
import type { OrderArgs } from "./orderPlace.ts";
import { amountJson } from "./present.ts";
import { orderJson, orderText, positionsText } from "./presentOrder.ts";
import { relayOf } from "./relay.ts";
import { SILENCE } from "./send.ts";

/** Ends orders on chain, all in one transaction. */
export async function cancelOpenOrders(args: OrderArgs, hre: HardhatRuntimeEnvironment): Promise<Result> {
  const connection = await connect(hre);
  const { publicClient } = connection;
  const deployment = await deploymentOf(connection);
  const relay = relayOf(connection, deployment);
  const { walletClient, account } = await connection.wallet();
  const open = await getOwnOrders(publicClient, { relay, maker: account.address });
  const chosen = chosenOf(open, args);
  const ids = [...new Set(chosen.map(({ order }) => parsePositionId(order.positionId).marketId))];
  const markets = await getMarkets(publicClient, { deployment, ids });
  const marketOf = ({ positionId }: { positionId: bigint }) =>
    markets.find(({ id }) => id === parsePositionId(positionId).marketId) as Market;

  await confirm(
    [
      `cancel ${chosen.length} ${chosen.length === 1 ? "order" : "orders"} on chain`,
      ...chosen.map(({ order, remaining }) => orderText(order, remaining, marketOf(order))),
      "certain once it is mined; what is filled before that stands",
    ],
    { connection, account },
    args,
  );
  const { receipt, cancelled } = await cancelOrders(publicClient, walletClient, {
    orders: relay.orders,
    cancelled: chosen.map(({ order }) => order),
    account,
    silence: SILENCE,
  });
  const hashOf = (wanted: unknown) => chosen.find(({ order }) => order === wanted)?.hash;
  return {
    json: {
      cancelled: cancelled.map(({ order, filled }) => ({
        hash: hashOf(order),
        ...orderJson(order, marketOf(order)),
        filled: amountJson(filled, marketOf(order).collateral),
      })),
      txHash: receipt.transactionHash,
      gasUsed: receipt.gasUsed,
    },
    text: [
      ...cancelled.map(({ order, filled }) => {
        const market = marketOf(order);
        const before = filled > 0n ? `${positionsText(order, filled, market)} were filled before` : "nothing of it was filled";
        return `Cancelled: ${orderText(order, order.amount, market)}; ${before}.`;
      }),
      `${receipt.gasUsed} gas, ${receipt.transactionHash}`,
    ].join("\n"),
  };
}

function chosenOf(open: readonly RestingOrder[], { ids, all }: OrderArgs): readonly RestingOrder[] {
  if (ids.length > 0 === all) {
    throw new PresageError({
      code: "InvalidArguments",
      message: all ? "Orders are named and --all is given as well." : "No order is named.",
      remedy: "Name orders by their hashes, which `presage order list` shows, or give --all.",
    });
  }
  if (all && open.length === 0) throw new PresageError({ code: "NothingToCancel", details: {} });
  if (all) return open;
  return ids.map((id) => {
    const found = open.find(({ hash }) => hash === id.toLowerCase());
    if (found) return found;
    throw new PresageError({
      code: "UnknownOrder",
      message: `This account has no open order ${id.slice(0, 70)}.`,
      remedy: "`npx hardhat presage order list` shows the open ones. Nothing was sent.",
    });
  });
}
