import { createConfig } from "ponder";
import { type Abi, type Address, zeroAddress } from "viem";
import { marketsAbi } from "../sdk/abi/markets.ts";
import { ordersAbi } from "../sdk/abi/orders.ts";
import { resolverContracts } from "../sdk/abi/resolverContracts.ts";
import { LOCAL_CHAIN_ID } from "../sdk/chains.ts";
import { knownKinds, type ResolverContract } from "../sdk/resolvers/kinds.ts";
import { resolvers } from "../sdk/resolvers/resolvers.ts";
import { unlimited } from "./ponder/inside.ts";
import { readSettings } from "./settings.ts";

const { deployment, rpcUrl, pollMs, databaseUrl } = readSettings();
const { contracts, chainId, startBlock } = deployment;

// Ponder takes a contract without an address for all contracts: one that was not deployed gets the address of none.
const at = (address: Address | undefined) => ({ chain: "chain", address: address ?? zeroAddress, startBlock }) as const;

const resolverConfigs = Object.fromEntries(
  knownKinds.map((kind) => [resolverContracts[kind], { abi: resolvers[kind].abi, ...at(contracts[resolverContracts[kind]]) }]),
) as Record<ResolverContract, { abi: Abi } & ReturnType<typeof at>>;

const rpc = chainId === LOCAL_CHAIN_ID ? unlimited(rpcUrl) : rpcUrl;

export default createConfig({
  database: { kind: "postgres", connectionString: databaseUrl },
  chains: { chain: { id: chainId, rpc, pollingInterval: pollMs, disableCache: chainId === LOCAL_CHAIN_ID } },
  contracts: {
    Markets: { abi: marketsAbi, ...at(contracts.Markets) },
    Orders: { abi: ordersAbi, ...at(contracts.Orders) },
    ...resolverConfigs,
  },
});
