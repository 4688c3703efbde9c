"use client";

import { useState } from "react";
import type { Order } from "../../sdk/orders/order.ts";
import type { RestingOrder } from "../../sdk/orders/relay.ts";
import { givenBy } from "../../sdk/orders/sumAtRisk.ts";
import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { limitText, quantity, utc } from "../_lib/format.ts";
import { positionText } from "../_lib/positionText.ts";
import { renewedOnce } from "../_lib/renewedOnce.ts";
import { useMoney } from "../_lib/useMoney.ts";
import { useOpenOrders } from "../_lib/useOrders.ts";
import { useRenewal } from "../_lib/useRenewal.ts";
import { Button } from "../_ui/Button.tsx";
import { Panel } from "../_ui/Panel.tsx";
import { type Column, Table } from "../_ui/Table.tsx";
import { OrderName } from "./OrderName.tsx";
import { OrdersSum } from "./OrdersSum.tsx";
import { useChainConfig } from "./Providers.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** Seconds. */
const RENEWED_FOR = 3_600;
const STATES = ["Fillable", "MarketNotOpen", "Unfunded"] as const;

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
  const config = useChainConfig();
  const { orders, failed } = useOpenOrders(only);
  const [isRenewing, setRenewing] = useState(false);
  const rows: Row[] = renewedOnce(orders ?? []).flatMap((each) => {
    const market = markets.find(({ id }) => id === parsePositionId(each.order.positionId).marketId);
    return market ? [{ ...each, market }] : [];
  });

  const nameOf = (order: Order, market: Market) =>
    t(order.sell ? "order.sell" : "order.buy", {
      position: positionText(order.positionId, market, t),
      price: limitText(order.price, locale),
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
    const { maker: _, slot: __, nonce: ___, ...terms } = order;
    const what = t("order.renewal", { what: nameOf(order, market) });
    await placeLimit({ ...saying, what, market, terms, seconds: RENEWED_FOR, renews: order });
  };
  const canRenew = useRenewal(rows, { isOn: isRenewing, renew });
  if (failed && !orders) return <p className="note">{t("order.relayDown")}</p>;
  if (rows.length === 0) return null;
  const columns: Column<Row>[] = [
    {
      id: "order",
      title: t("order.order"),
      role: "head",
      cell: ({ order, market }) => <OrderName name={nameOf(order, market)} {...(only === undefined && { market })} />,
    },
    { id: "until", title: t("order.until"), cell: ({ order }) => utc(order.expiry, locale, zone) },
    {
      id: "state",
      title: t("order.state"),
      cell: ({ status }) => t(`order.state.${STATES.find((each) => each === status) ?? "other"}`),
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
    {
      id: "action",
      title: t("order.cancel"),
      role: "action",
      cell: (row) => (
        <span className="flex justify-end gap-2">
          {canRenew(row) && (
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
      <OrdersSum rows={rows} />
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" className="size-5" checked={isRenewing} onChange={({ target }) => setRenewing(target.checked)} />
        {t("order.renewing")}
      </label>
      <p className="note">{t("order.promise")}</p>
    </Panel>
  );
}

function marketOf(order: Order, rows: readonly Row[]): Market {
  return rows.find((row) => row.order === order)?.market as Market;
}
