import { type Address, type Client, recoverTypedDataAddress } from "viem";
import { isSameAddress } from "../isSameAddress.ts";
import { accountKind } from "../paying/accountKind.ts";
import { toPresageError } from "../toPresageError.ts";
import { getSlots } from "./getSlots.ts";
import { orderDomain, orderTypes } from "./order.ts";
import { remainingOf } from "./orderStatus.ts";
import { getOrders, type Relay, type RestingOrder } from "./relay.ts";

/**
 * A maker's open orders, in all markets or one. A relay says which there are, and the chain what is left of each. What the maker did
 * not sign is left out, whatever the relay says; a contract's signatures are judged when they are filled. Throws `RelayUnavailable`.
 */
export async function getOwnOrders(client: Client, options: { relay: Relay; maker: Address; market?: bigint }): Promise<RestingOrder[]> {
  const { relay, maker, market } = options;
  const found = await getOrders(relay, { maker, ...(market !== undefined && { market }) });
  const claimed = found.filter(({ order }) => isSameAddress(order.maker, maker));
  if (claimed.length === 0) return [];
  try {
    const kind = await accountKind(client, maker);
    const signed = await Promise.all(claimed.map(async (each) => kind === "contract" || (await isSignedBy(each, { relay, maker }))));
    const own = claimed.filter((_, index) => signed[index]);
    const slots = await getSlots(client, { orders: relay.orders, maker, slots: own.map(({ order }) => order.slot) });
    return own.flatMap((each, index) => {
      const remaining = remainingOf(each.order, slots[index] ?? { nonce: 0n, filled: 0n });
      return remaining === 0n ? [] : [{ ...each, remaining, fillable: each.fillable < remaining ? each.fillable : remaining }];
    });
  } catch (error) {
    throw toPresageError(error);
  }
}

async function isSignedBy({ order, signature }: RestingOrder, { relay, maker }: { relay: Relay; maker: Address }): Promise<boolean> {
  const message = { domain: orderDomain(relay), types: orderTypes, primaryType: "Order", message: order } as const;
  const signer = await recoverTypedDataAddress({ ...message, signature }).catch(() => undefined);
  return isSameAddress(signer, maker);
}
