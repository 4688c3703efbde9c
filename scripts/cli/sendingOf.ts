import { getDeadline } from "../../sdk/getDeadline.ts";
import type { Sending } from "../../sdk/planned.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Signer } from "./signer.ts";

/** What a planned call needs to be simulated now. */
export async function sendingOf({ publicClient, account }: Signer, { contracts }: Pick<Deployment, "contracts">): Promise<Sending> {
  return { markets: contracts.Markets, account: account.address, deadline: await getDeadline(publicClient) };
}
