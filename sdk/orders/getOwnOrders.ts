import { type Address, type Client, recoverTypedDataAddress } from "viem";
import { isSameAddress } from "../isSameAddress.ts";
import { accountKind } from "../paying/accountKind.ts";
import { toPresageError } from "../toPresageError.ts";
import { orderDomain, orderTypes } from "./order.ts";
import { getOrders, type Relay, type RestingOrder } from "./relay.ts";

/**
 * A maker's open orders as a relay has them, in all markets or one. What the maker did not sign is left out, whatever the relay says;
 * a contract's signatures are judged when they are filled. Throws `RelayUnavailable`.
 */
export async function getOwnOrders(client: Client, options: { relay: Relay; maker: Address; market?: bigint }): Promise<RestingOrder[]> {
  const { relay, maker, market } = options;
  const found = await getOrders(relay, { maker, ...(market !== undefined && { market }) });
  if (found.length === 0) return [];
  try {
    const kind = await accountKind(client, maker);
    const own = await Promise.all(found.map(async (each) => kind === "contract" || (await isSignedBy(each, { relay, maker }))));
    return found.filter(({ order }, index) => own[index] && isSameAddress(order.maker, maker));
  } catch (error) {
    throw toPresageError(error);
  }
}

async function isSignedBy({ order, signature }: RestingOrder, { relay, maker }: { relay: Relay; maker: Address }): Promise<boolean> {
  const message = { domain: orderDomain(relay), types: orderTypes, primaryType: "Order", message: order } as const;
  const signer = await recoverTypedDataAddress({ ...message, signature }).catch(() => undefined);
  return isSameAddress(signer, maker);
}
