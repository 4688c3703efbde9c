import { createPublicClient, numberToHex, type PublicClient, padHex } from "viem";
import { hardhat } from "viem/chains";
import { rpcTransport, type TransportOptions } from "../../sdk/transport.ts";
import { type FaultyRpc, startFaultyRpc } from "../faultyRpc.ts";
import type { Chain } from "../test/chain.ts";
import type { Cleanups } from "./cleanups.ts";
import { startNode } from "./startNode.ts";
import { pause, until } from "./until.ts";

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

const WINDOW_MS = 250;

/** Which of the two is asked for reads now, by those of a short while; `before` where that is not clear. */
export async function preferredOf<endpoint extends FaultyRpc>(
  [primary, secondary]: readonly [endpoint, endpoint],
  before: endpoint | undefined,
): Promise<endpoint | undefined> {
  const [first, second] = [readsAt(primary), readsAt(secondary)];
  await pause(WINDOW_MS);
  const [atPrimary, atSecondary] = [readsAt(primary) - first, readsAt(secondary) - second];
  // requests that are under way when the preference changes still arrive at the one before
  return atPrimary > 4 * atSecondary ? primary : atSecondary > 4 * atPrimary ? secondary : before;
}

/** Waits until readers ask the primary one: on a busy machine it can look slow for a while, and then nothing that it suffers is felt. */
export function untilPrimaryIsPreferred({ primary, secondary }: Pick<TwoEndpoints, "primary" | "secondary">): Promise<number> {
  const isPreferred = async () => (await preferredOf([primary, secondary], undefined)) === primary;
  return until("the primary endpoint is the one that is asked", isPreferred, 90_000);
}
