"use client";

import Link from "next/link";
import type { Order } from "../../sdk/orders/order.ts";
import type { RestingOrder } from "../../sdk/orders/relay.ts";
import { givenBy, sumAtRisk } from "../../sdk/orders/sumAtRisk.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { clean, percent, quantity, utc } from "../_lib/format.ts";
import { positionText } from "../_lib/positionText.ts";
import { useNow } from "../_lib/useChain.ts";
import { useMoney } from "../_lib/useMoney.ts";
import { useOpenOrders } from "../_lib/useOrders.ts";
import { Button } from "../_ui/Button.tsx";
import { Panel } from "../_ui/Panel.tsx";
import { type Column, Table } from "../_ui/Table.tsx";
import { useChainConfig } from "./Providers.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** Seconds before its end in which an order can be renewed. */
const RENEWED_WITHIN = 900;
const RENEWED_FOR = 3_600;
const STATES = ["Fillable", "NotStarted", "MarketNotOpen", "Unfunded"] as const;

type Row = RestingOrder & { market: Market };

/** The connected account's open orders in these markets: what is left of each, what they can cost in sum, and how to end them. */
export function OpenOrders({
  markets,
  only,
}: {
  markets: readonly Market[] /** One market, whose name is not said again. */;
  only?: bigint;
}) {
  const { t, locale, zone } = useTexts();
  const money = useMoney();
  const now = useNow();
  const config = useChainConfig();
  const { orders, failed } = useOpenOrders(only);
  if (failed && !orders) return <p className="note">{t("order.relayDown")}</p>;
  const rows: Row[] = (orders ?? []).flatMap((each) => {
    const market = markets.find(({ id }) => id === parsePositionId(each.order.positionId).marketId);
    return market ? [{ ...each, market }] : [];
  });
  if (rows.length === 0) return null;

  const nameOf = (order: Order, market: Market) =>
    t(order.sell ? "order.sell" : "order.buy", {
      position: positionText(order.positionId, market, t),
      price: percent(order.price, locale),
    });
  const saying = { config, t, locale };
  const cancel = async (cancelled: readonly Row[]) => {
    const { cancelLimit } = await import("../_lib/limitOrders.ts");
    const [first] = cancelled;
    if (first)
      await cancelLimit({
        ...saying,
        orders: cancelled,
        market: first.market,
        nameOf: (order) => nameOf(order, marketOf(order, cancelled)),
      });
  };
  const renew = async ({ order, market }: Row) => {
    const { placeLimit } = await import("../_lib/limitOrders.ts");
    const { maker: _, slot, nonce, ...terms } = order;
    await placeLimit({ ...saying, what: nameOf(order, market), market, terms, seconds: RENEWED_FOR, renews: { slot, nonce } });
  };
  const columns: Column<Row>[] = [
    {
      id: "order",
      title: t("order.order"),
      role: "head",
      cell: ({ order, market }) => (
        <span className="grid">
          <bdi>{nameOf(order, market)}</bdi>
          {only === undefined && (
            <Link prefetch={false} href={`/market/${market.id}`} className="note link truncate">
              <bdi>{clean(market.metadata.question)}</bdi>
            </Link>
          )}
        </span>
      ),
    },
    {
      id: "left",
      title: t("order.left"),
      isNumber: true,
      cell: ({ order, remaining, market: { collateral } }) => {
        const [left, amount] = [remaining, order.amount].map((each) => quantity(each, collateral.decimals, locale));
        return remaining === order.amount ? amount : t("order.leftOf", { left: left ?? "", amount: amount ?? "" });
      },
    },
    {
      id: "cost",
      title: t("order.canCost"),
      isNumber: true,
      cell: ({ order, remaining, market: { collateral } }) =>
        order.sell
          ? t("order.canBring", { amount: money((remaining * order.price) / WAD, collateral) })
          : money(givenBy(order, remaining), collateral),
    },
    { id: "until", title: t("order.until"), cell: ({ order }) => utc(order.expiry, locale, zone) },
    {
      id: "state",
      title: t("order.state"),
      cell: ({ status }) => t(`order.state.${STATES.find((each) => each === status) ?? "other"}`),
    },
    {
      id: "action",
      title: t("order.cancel"),
      role: "action",
      cell: (row) => (
        <span className="flex justify-end gap-2">
          {now !== null && row.order.expiry - now < RENEWED_WITHIN && (
            <Button size="small" onClick={() => renew(row)}>
              {t("order.renew")}
            </Button>
          )}
          <Button size="small" onClick={() => cancel([row])}>
            {t("order.cancel")}
          </Button>
        </span>
      ),
    },
  ];
  const tokens = [...new Map(rows.map(({ market: { collateral } }) => [collateral.address, collateral])).values()];
  return (
    <Panel
      title={t("order.open")}
      action={
        rows.length > 1 && (
          <Button size="small" onClick={() => cancel(rows)}>
            {t("order.cancelAll")}
          </Button>
        )
      }
    >
      <Table label={t("order.open")} columns={columns} rows={rows} keyOf={({ hash }) => hash} />
      {tokens.map((token) => {
        const sum = sumAtRisk(rows.filter(({ order, market }) => !order.sell && market.collateral.address === token.address));
        return (
          sum > 0n && (
            <p key={token.address} className="font-medium tabular-nums">
              {t("order.sum", { amount: money(sum, token) })}
            </p>
          )
        );
      })}
      <p className="note">{t("order.promise")}</p>
    </Panel>
  );
}

function marketOf(order: Order, rows: readonly Row[]): Market {
  return rows.find((row) => row.order === order)?.market as Market;
}
