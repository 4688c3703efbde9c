import { verifyContract } from "@nomicfoundation/hardhat-verify/verify";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type Address, custom } from "viem";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { serveTransport } from "../../sdk/node/serveTransport.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Connection } from "./connection.ts";

/** Publishes the source of one contract; gives back why it failed, undefined if the explorer has it. */
export type Publish = (contract: { name: string; address: Address; constructorArgs: readonly unknown[] }) => Promise<string | undefined>;

/**
 * Publishes sources on the network's explorer, by Etherscan's interface and its key (ETHERSCAN_API_KEY, from the keystore or the
 * environment). Undefined without a key, and on the local chain. What it gives back and says never holds the key.
 */
export async function sourcePublisher(
  hre: HardhatRuntimeEnvironment,
  { network, chainId, publicClient }: Connection,
): Promise<Publish | undefined> {
  if (chainId === LOCAL_CHAIN_ID) return undefined;
  const key = await hre.config.verify.etherscan.apiKey.get().catch(() => "");
  if (!key) return undefined;
  const { url } = await serveTransport(custom(publicClient, { retryCount: 0 }));
  // the same endpoints as everything else, and no account: nothing is sent
  const create = () => hre.network.create({ network, override: { url, accounts: "remote" } });
  const runtime: HardhatRuntimeEnvironment = Object.create(hre, { network: { value: { create } } });
  return async ({ name, address, constructorArgs }) => {
    const { sourceName } = await hre.artifacts.readArtifact(name);
    const { log } = console;
    console.log = () => {};
    try {
      await verifyContract({ address, contract: `${sourceName}:${name}`, constructorArgs: [...constructorArgs] }, runtime);
      return undefined;
    } catch (error) {
      const [words = ""] = toPresageError(error).message.replaceAll(key, "[key]").split("\n\n");
      return words.replaceAll(/\s+/g, " ").slice(0, 300);
    } finally {
      console.log = log;
    }
  };
}
