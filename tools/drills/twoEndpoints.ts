import { createPublicClient, numberToHex, type PublicClient, padHex } from "viem";
import { hardhat } from "viem/chains";
import { rpcTransport, type TransportOptions } from "../../sdk/transport.ts";
import { type FaultyRpc, startFaultyRpc } from "../faultyRpc.ts";
import type { Chain } from "../test/chain.ts";
import type { Cleanups } from "./cleanups.ts";
import { startNode } from "./startNode.ts";

/** A chain behind two endpoints that fail as told, and a client of both with the transport that everything here uses. */
export interface TwoEndpoints {
  chain: Chain;
  primary: FaultyRpc;
  secondary: FaultyRpc;
  client: PublicClient;
  notices: string[];
  /** What a page or a bot reads again and again. */
  read: (reader: number) => Promise<unknown>;
}

export async function twoEndpoints(cleanups: Cleanups, options: TransportOptions = {}): Promise<TwoEndpoints> {
  const chain = cleanups.add(await startNode(), ({ close }) => close());
  const [primary, secondary] = await Promise.all(
    [0, 1].map(async () => cleanups.add(await startFaultyRpc(chain.url), ({ close }) => close())),
  );
  const notices: string[] = [];
  const onNotice = (notice: string) => notices.push(notice);
  const transport = rpcTransport([primary.url, secondary.url], { onNotice, ...options });
  const client = createPublicClient({ chain: hardhat, transport, cacheTime: 0 });
  let account = 0;
  const read = (reader: number) =>
    reader % 2 === 0
      ? client.getBalance({ address: padHex(numberToHex(++account), { size: 20 }) })
      : client.getBlock({ blockTag: "latest" });
  await Promise.all(Array.from({ length: 20 }, (_, reader) => read(reader))); // so that nothing is measured that is done once
  return { chain, primary, secondary, client, notices, read };
}

/** The calls of readers that an endpoint was asked for: not those of the transport's own checks. */
export const readsAt = ({ calls }: FaultyRpc): number =>
  calls.filter((method) => method !== "eth_chainId" && method !== "eth_blockNumber").length;
