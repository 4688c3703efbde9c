import type { Client } from "viem";

/** Moves the local chain's clock. */
export async function mineBlock(client: Client, seconds: number): Promise<void> {
  const request = client.request as (args: { method: string; params: unknown[] }) => Promise<unknown>;
  await request({ method: "evm_increaseTime", params: [seconds] });
  await request({ method: "evm_mine", params: [] });
}
