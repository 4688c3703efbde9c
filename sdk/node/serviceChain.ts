import { type Chain, createPublicClient, type Transport } from "viem";
import { chainOf } from "../chains.ts";
import { rpcUrls } from "../rpc/rpcUrls.ts";
import { rpcTransport } from "../transport.ts";
import type { Deployment } from "../types.ts";
import { readAddressBook } from "./addressBook.ts";

/**
 * The chain of PRESAGE_RPC_URL as a service reaches it, and what is deployed there. Of another chain, however suddenly it answers in
 * this one's place, nothing is believed and to it nothing is sent. `warn` hears of endpoints that fail.
 */
export async function serviceChain(
  warn: (notice: string) => void,
): Promise<{ transport: Transport; chainId: number; chain: Chain; deployment: Deployment | undefined }> {
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL } = process.env;
  const transport = rpcTransport(rpcUrls(PRESAGE_RPC_URL || undefined), {
    ...(PRESAGE_CHAIN_ID && { chain: chainOf(Number(PRESAGE_CHAIN_ID), process.env).chain }),
    trustChainId: 0,
    onNotice: (notice) => warn(`RPC ${notice}`),
  });
  const chainId = await createPublicClient({ transport }).getChainId();
  return { transport, chainId, chain: chainOf(chainId, process.env).chain, deployment: readAddressBook(chainId) };
}
