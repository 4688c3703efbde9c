import { type Address, createPublicClient, createWalletClient, custom, http } from "viem";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { postOrder } from "../../sdk/orders/relay.ts";
import { signOrder } from "../../sdk/orders/signOrder.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { knownTokens } from "../../sdk/tokens/knownTokens.ts";
import { TRADERS } from "./cast.ts";
import { demoFills, demoOrders } from "./demoOrders.ts";

const MARKETS = 8;

/** Gives the demo's orders to a relay and fills some others, so that the books of the local chain are alive. */
export async function placeDemoOrders({ rpcUrl, relayUrl }: { rpcUrl: string | undefined; relayUrl: string }): Promise<void> {
  const publicClient = createPublicClient({ transport: http(rpcUrl) });
  const deployment = readAddressBook(LOCAL_CHAIN_ID);
  const orders = deployment?.contracts.Orders;
  if (!deployment || !orders) throw new Error("There is no contract for limit orders in the local chain's address book.");

  const accounts = (await publicClient.request({ method: "eth_accounts" } as never)) as Address[];
  const known = knownTokens(deployment);
  const { timestamp } = await publicClient.getBlock();
  const markets = (await getMarkets(publicClient, { deployment }))
    .filter(({ status, halted, collateral }) => status === "Open" && !halted && known.has(collateral.address.toLowerCase()))
    .slice(0, MARKETS);
  const relay = { url: relayUrl, chainId: LOCAL_CHAIN_ID, orders };
  const walletOf = (account: Address) => createWalletClient({ account, transport: custom(publicClient) });
  const sign = (order: Order) => signOrder(walletOf(order.maker), { order, chainId: LOCAL_CHAIN_ID, orders });
  const options = { markets, traders: accounts.slice(...TRADERS), now: Number(timestamp) };
  await Promise.all(demoOrders(options).map(async (order) => postOrder(relay, await sign(order))));
  for (const { order, by } of demoFills(options))
    await sendCall(publicClient, walletOf(by), fillCall({ orders, signed: await sign(order), positions: order.amount }));
}
