import type { Address, Client } from "viem";
import { getToken } from "./getToken.ts";
import { isSameAddress } from "./isSameAddress.ts";
import type { Deployment, Token } from "./types.ts";

/**
 * A token as `Markets` heard it in the block in which it took it: what it says later changes no amount. A node that does not
 * know the state of that block is asked for the present only of the address book's own tokens, which do not change their mind;
 * any other is `isUnreadable` then. Throws `RpcUnavailable`.
 */
export async function getTokenAsTaken(
  client: Client,
  options: { deployment: Deployment; address: Address; blockNumber: bigint },
): Promise<Token> {
  const { deployment, address, blockNumber } = options;
  const account = deployment.contracts.Markets;
  const then = await getToken(client, address, { account, blockNumber });
  const isOwn = Object.values(deployment.collaterals).some((own) => isSameAddress(own, address));
  return then.isUnreadable && isOwn ? getToken(client, address, { account }) : then;
}
