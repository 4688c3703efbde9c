import { createConfig } from "ponder";
import { type Address, zeroAddress } from "viem";
import { committeeResolverAbi } from "../sdk/abi/committeeResolver.ts";
import { marketsAbi } from "../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../sdk/abi/optimisticResolver.ts";
import { priceFeedResolverAbi } from "../sdk/abi/priceFeedResolver.ts";
import { realityResolverAbi } from "../sdk/abi/realityResolver.ts";
import { umaResolverAbi } from "../sdk/abi/umaResolver.ts";
import { LOCAL_CHAIN_ID } from "../sdk/chains.ts";
import { unlimited } from "./ponder/inside.ts";
import { readSettings } from "./settings.ts";

const { deployment, rpcUrl, pollMs, databaseUrl } = readSettings();
const { contracts, chainId, startBlock } = deployment;

// Ponder takes a contract without an address for all contracts: one that was not deployed gets the address of none.
const at = (address: Address | undefined) => ({ chain: "chain", address: address ?? zeroAddress, startBlock }) as const;

const rpc = chainId === LOCAL_CHAIN_ID ? unlimited(rpcUrl) : rpcUrl;

export default createConfig({
  database: { kind: "postgres", connectionString: databaseUrl },
  chains: { chain: { id: chainId, rpc, pollingInterval: pollMs, disableCache: chainId === LOCAL_CHAIN_ID } },
  contracts: {
    Markets: { abi: marketsAbi, ...at(contracts.Markets) },
    OptimisticResolver: { abi: optimisticResolverAbi, ...at(contracts.OptimisticResolver) },
    CommitteeResolver: { abi: committeeResolverAbi, ...at(contracts.CommitteeResolver) },
    PriceFeedResolver: { abi: priceFeedResolverAbi, ...at(contracts.PriceFeedResolver) },
    UmaResolver: { abi: umaResolverAbi, ...at(contracts.UmaResolver) },
    RealityResolver: { abi: realityResolverAbi, ...at(contracts.RealityResolver) },
  },
});
