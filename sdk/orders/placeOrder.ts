import type { Account, Address, Client } from "viem";
import { PresageError } from "../errors.ts";
import { changeOf } from "../paying/changeOf.ts";
import { toPresageError } from "../toPresageError.ts";
import type { Token } from "../types.ts";
import { allowOrder, type PlacingStage } from "./allowOrder.ts";
import { getOrderFunds } from "./getOrderFunds.ts";
import { getSlots } from "./getSlots.ts";
import { nextSlot } from "./nextSlot.ts";
import type { Order } from "./order.ts";
import { ordersInToken } from "./ordersInToken.ts";
import type { OrderTerms } from "./planOrder.ts";
import { postOrder, type Relay, type RestingOrder } from "./relay.ts";
import { signOrder } from "./signOrder.ts";
import { sumAtRisk } from "./sumAtRisk.ts";

export interface Placing {
  terms: OrderTerms;
  relay: Relay;
  markets: Address;
  /** The market's collateral. */
  token: Token;
  /** The maker's open orders in all markets, see `getOwnOrders`: one allowance has to cover their sum. */
  open: readonly RestingOrder[];
  /** The order that this one goes on with: in its slot and with its nonce, so that both share what is filled. */
  renews?: Pick<Order, "slot" | "nonce">;
  /** The account that signs, if not the wallet client's. */
  account?: Account;
  onStage?: (stage: PlacingStage) => void;
  /** Milliseconds without any answer from the chain after which a sent approval is not waited for, no limit unless told. */
  silence?: number;
}

/**
 * Signs an order and gives it to a relay, in the first slot that none of the maker's open orders is in, and with the allowance that all
 * of them need and no more (`allowOrder`). Where that is there, or came with an order that this one renews, one signature; else for a purchase
 * usually two and no transaction. Throws as `sendCall`, `signOrder` and `postOrder`, and `InsufficientBalance`.
 */
export async function placeOrder(publicClient: Client, walletClient: Client, options: Placing): Promise<RestingOrder> {
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  const { terms, relay, markets, token, open, onStage } = options;
  try {
    const { slot, nonce } = options.renews ?? (await freeSlot(publicClient, { relay, maker: account.address, open }));
    const order: Order = { maker: account.address, ...terms, slot, nonce };
    const others = terms.sell
      ? open.filter(({ order: { sell, positionId } }) => sell && positionId === terms.positionId)
      : await ordersInToken(publicClient, { orders: open, token: token.address, markets });
    const { balance, allowance } = await getOrderFunds(publicClient, { order, token: token.address, markets, orders: relay.orders });
    // what is renewed counts once, see `sumAtRisk`, and only what is left of it
    const renewed = open.find((each) => each.order.slot === order.slot && each.order.nonce === order.nonce);
    const own = { order, remaining: renewed?.remaining ?? order.amount };
    const added = sumAtRisk([own]);
    if (balance < added) throw shortOf(order, { balance, needed: added, token });

    const needed = sumAtRisk([...others, own]);
    const deadline = BigInt(Math.max(...[order, ...others.map((each) => each.order)].map(({ expiry }) => expiry)));
    const kept = others.flatMap(({ permit }) => permit ?? []);
    const { permit, steps } =
      allowance < needed
        ? await allowOrder(publicClient, walletClient, { ...options, account, order, allowance, needed, deadline, kept })
        : { permit: undefined, steps: 0 };
    onStage?.({ kind: "sign", step: steps + 1, steps: steps + 1 });
    const signed = await signOrder(walletClient, { order, chainId: relay.chainId, orders: relay.orders, account });
    const placed = await postOrder(relay, { ...signed, ...(permit && { permit }) });
    // the first permit that is used ends all others of its number, so the other orders come with the same one
    if (permit) await Promise.allSettled(others.map(({ order, signature }) => postOrder(relay, { order, signature, permit })));
    return placed;
  } catch (error) {
    const failure = toPresageError(error, { token });
    // a wallet that went elsewhere refuses in words of its own
    const change = failure.code === "RelayUnavailable" ? undefined : await changeOf(publicClient, walletClient, account);
    throw change ?? failure;
  }
}

async function freeSlot(client: Client, { relay, maker, open }: { relay: Relay; maker: Address; open: readonly RestingOrder[] }) {
  const slots = Array.from({ length: open.length + 1 }, (_, slot) => slot);
  const live = open.map(({ order }) => order);
  return nextSlot(live, await getSlots(client, { orders: relay.orders, maker, slots }));
}

function shortOf({ maker, sell }: Order, { balance, needed, token }: { balance: bigint; needed: bigint; token: Token }): PresageError {
  const unit = sell ? { ...token, symbol: "positions" } : token;
  return new PresageError({ code: "InsufficientBalance", details: { account: maker, balance, needed }, token: unit });
}
