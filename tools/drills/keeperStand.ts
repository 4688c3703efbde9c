import { type Address, encodeEventTopics } from "viem";
import { startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type FaultyRpc, startFaultyRpc } from "../faultyRpc.ts";
import { type Chain, deployAll, startChain } from "../test/chain.ts";
import { makeDatabase } from "../test/makeDatabase.ts";
import { createMarket, fund } from "../test/market.ts";
import { type KeeperProcess, runKeeper } from "../test/runKeeper.ts";
import type { Cleanups } from "./cleanups.ts";
import { drillFolder } from "./drillFolder.ts";

/** The account that a keeper has on the local chain. */
const ACCOUNT = 18;

/** A chain with work for a keeper, behind a proxy that fails as told. */
export interface KeeperStand {
  chain: Chain;
  deployment: Deployment;
  proxy: FaultyRpc;
  address: Address;
  /** A market whose time has run out: whoever comes first is to void it. */
  makeDue: (count?: number) => Promise<void>;
  /** How many times each market was voided. */
  voids: () => Promise<number[]>;
  /** Mined transactions of the keeper's account. */
  sent: () => Promise<number>;
  /** What those of them that are not mined yet pay at most for a unit of gas. */
  pending: () => Promise<bigint[]>;
  makeDatabase: () => Promise<string>;
  /** A keeper that has not been started yet. */
  keeper: (databaseUrl: string, env?: Record<string, string>) => Promise<KeeperProcess>;
}

export async function keeperStand(cleanups: Cleanups): Promise<KeeperStand> {
  const folder = drillFolder(cleanups);
  const chain = cleanups.add(await startChain(), ({ close }) => close());
  const postgres = cleanups.add(await startPostgres(folder), ({ stop }) => stop());
  const deployment = await deployAll(chain);
  await fund(chain, deployment, 0);
  const proxy = cleanups.add(await startFaultyRpc(chain.url), ({ close }) => close());
  const { address } = chain.wallet(ACCOUNT).account;
  const topics = encodeEventTopics({ abi: marketsAbi, eventName: "Voided" });
  let databases = 0;

  return {
    chain,
    deployment,
    proxy,
    address,
    makeDue: async (count = 1) => {
      for (let each = 0; each < count; each++) await createMarket(chain, deployment);
      await chain.rpc("evm_increaseTime", 41 * 86_400);
      await chain.rpc("evm_mine");
    },
    voids: async () => {
      const filter = { address: deployment.contracts.Markets, topics, fromBlock: "0x0" };
      const logs = (await chain.rpc("eth_getLogs", filter)) as { topics: string[] }[];
      const counts = new Map<string, number>();
      for (const log of logs) counts.set(log.topics[1] as string, (counts.get(log.topics[1] as string) ?? 0) + 1);
      return [...counts.values()];
    },
    sent: () => chain.rpc("eth_getTransactionCount", address, "latest").then(Number),
    pending: async () => {
      const pool = (await chain.rpc("eth_pendingTransactions")) as { from: string; maxFeePerGas: string }[];
      return pool.filter(({ from }) => isSameAddress(from, address)).map(({ maxFeePerGas }) => BigInt(maxFeePerGas));
    },
    makeDatabase: () => makeDatabase(postgres.url, `drill_${++databases}`),
    keeper: async (databaseUrl, env) =>
      cleanups.add(await runKeeper({ rpcUrl: proxy.url, deployment, databaseUrl, env }), (each) => each.stop()),
  };
}
