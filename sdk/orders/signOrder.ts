import type { Account, Address, Client } from "viem";
import { signTypedData } from "viem/actions";
import { PresageError } from "../errors.ts";
import { isSameAddress } from "../isSameAddress.ts";
import { toPresageError } from "../toPresageError.ts";
import { type Order, orderDomain, orderTypes, type SignedOrder } from "./order.ts";

/**
 * Asks the wallet to sign an order; nothing is sent. Throws `WalletNotConnected`, `UserRejected`, and others as `sendCall`; `NotYourOrder`
 * if the order names another maker than the account.
 */
export async function signOrder(
  walletClient: Client,
  options: { order: Order; chainId: number; orders: Address; account?: Account },
): Promise<SignedOrder> {
  const { order } = options;
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  if (!isSameAddress(account.address, order.maker)) {
    throw new PresageError({
      code: "NotYourOrder",
      message: `The order is ${order.maker}'s, and the wallet is ${account.address}.`,
      remedy: "Switch the account, or make the order anew.",
    });
  }
  try {
    const domain = orderDomain(options);
    return {
      order,
      signature: await signTypedData(walletClient, { account, domain, types: orderTypes, primaryType: "Order", message: order }),
    };
  } catch (error) {
    throw toPresageError(error);
  }
}
