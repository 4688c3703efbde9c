"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { getBlock } from "viem/actions";
import { useConfig, useConnection } from "wagmi";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import type { Market } from "../../sdk/types.ts";
import { useChainConfig } from "../_components/Providers.tsx";

/** Blocks may be dated some seconds ahead without anybody having skipped time. */
const CLOCK_SKEW = 30;

/** How often the chain is read again, in milliseconds. */
function useInterval(): number {
  return useChainConfig().chainId === LOCAL_CHAIN_ID ? 2_000 : 6_000;
}

export function useClient() {
  const config = useConfig();
  return config.getClient({ chainId: useChainConfig().chainId });
}

/** The market as the server read it, then as of the latest block. */
export function useMarket(initial: Market) {
  const client = useClient();
  const { deployment } = useChainConfig();
  const query = useQuery({
    queryKey: ["market", String(initial.id)],
    queryFn: () => getMarket(client, { deployment, id: initial.id, known: [initial] }),
    initialData: initial,
    refetchInterval: useInterval(),
    structuralSharing: false,
  });
  return { market: query.data, readAt: query.dataUpdatedAt, failed: query.isError || query.isRefetchError };
}

export function useMarkets(initial: Market[]) {
  const client = useClient();
  const { deployment } = useChainConfig();
  const query = useQuery({
    queryKey: ["markets"],
    queryFn: () => getMarkets(client, { deployment, known: initial }),
    initialData: initial,
    refetchInterval: useInterval() * 2,
    structuralSharing: false,
  });
  return { markets: query.data, readAt: query.dataUpdatedAt, failed: query.isError || query.isRefetchError };
}

export function useResolution(market: Market) {
  const client = useClient();
  const { deployment } = useChainConfig();
  return useQuery({
    queryKey: ["resolution", String(market.id), market.status],
    queryFn: () => getResolution(client, { deployment, market }),
    refetchInterval: useInterval(),
    structuralSharing: false,
  }).data;
}

/** Everything that somebody can do now to bring markets to their end; undefined while it is read. */
export function useDue(markets: Market[]) {
  const client = useClient();
  const { deployment } = useChainConfig();
  return useQuery({
    queryKey: ["due", markets.length],
    queryFn: async () => (await getDue(client, { deployment, markets })).due,
    refetchInterval: useInterval() * 2,
    structuralSharing: false,
  }).data;
}

/** A market's activity from the chain's own logs, for when there is no indexer. */
export function useActivity(marketId: bigint, isNeeded: boolean) {
  const client = useClient();
  const { deployment } = useChainConfig();
  return useQuery({
    queryKey: ["activity", String(marketId)],
    queryFn: () => getActivity(client, { deployment, marketId }),
    enabled: isNeeded,
    refetchInterval: useInterval(),
    structuralSharing: false,
  }).data;
}

export function useHoldings(account: `0x${string}` | undefined, markets: Market[]) {
  const client = useClient();
  const { deployment } = useChainConfig();
  return useQuery({
    queryKey: ["holdings", account, markets.map(({ id }) => String(id)).join()],
    queryFn: () => getHoldings(client, { deployment, account: account as `0x${string}`, markets }),
    enabled: account !== undefined,
    refetchInterval: useInterval(),
    structuralSharing: false,
  }).data;
}

/** What an account can have paid out now, and what would fail and why; undefined while it is read. */
export function useClaims(account: `0x${string}` | undefined, markets: Market[]) {
  const client = useClient();
  const { deployment } = useChainConfig();
  return useQuery({
    queryKey: ["claims", account, markets.map(({ id, status }) => `${id}${status}`).join()],
    queryFn: () => getClaims(client, { deployment, account: account as `0x${string}`, markets }),
    enabled: account !== undefined,
    refetchInterval: useInterval(),
    structuralSharing: false,
  }).data;
}

/** Base units of a token that the connected account has; undefined while unknown. */
export function useTokenBalance(token: `0x${string}` | undefined) {
  const client = useClient();
  const { address } = useConnection();
  return useQuery({
    queryKey: ["balance", token, address],
    queryFn: () => getBalance(client, { token: token as `0x${string}`, owner: address as `0x${string}` }),
    enabled: token !== undefined && address !== undefined,
    refetchInterval: useInterval(),
    structuralSharing: false,
  }).data;
}

/**
 * Unix seconds as markets count them, null until the page runs in a browser: the reader's clock, and on the local chain, where
 * one can skip time, the chain's if it is ahead.
 */
export function useNow(): number | null {
  const clock = useClock();
  const client = useClient();
  const { chainId } = useChainConfig();
  const { data: ahead = 0 } = useQuery({
    queryKey: ["ahead", chainId],
    queryFn: async () => Math.max(0, Number((await getBlock(client)).timestamp) - Math.floor(Date.now() / 1000)),
    enabled: chainId === LOCAL_CHAIN_ID,
    refetchInterval: useInterval(),
  });
  return clock === null ? null : clock + (ahead > CLOCK_SKEW ? ahead : 0);
}

/** Unix seconds by the reader's clock, counting; null until the page runs in a browser. */
export function useClock(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Math.floor(Date.now() / 1000));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
