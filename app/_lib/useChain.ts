"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Market } from "../../sdk/types.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import type { ChainAnswers } from "./chainAnswers.ts";
import { clockAhead, freshness } from "./freshness.ts";
import { toJson } from "./json.ts";
import { readChain } from "./readChain.ts";
import { useAccount } from "./useAccount.ts";

/** Beside the stream, which tells at once what happened: what only time changes, and what a broken stream missed. */
function useInterval(): number {
  return useChainConfig().isLocal ? 2_000 : 12_000;
}

/** What was read again and is the same stays the same object, so that nothing is drawn anew for it. */
function keepEqual<T>(old: T | undefined, next: T): T {
  return old !== undefined && toJson(old) === toJson(next) ? old : next;
}

function useReading<name extends keyof ChainAnswers>(
  name: name,
  path: string | null,
  { every = 1, key = path }: { every?: number; key?: string | null } = {},
) {
  return useQuery({
    queryKey: [name, key],
    queryFn: () => readChain(name, path as string),
    enabled: path !== null,
    refetchInterval: useInterval() * every,
    structuralSharing: (old, next) => keepEqual(old, next),
  });
}

/** The market as the server read it, then as it is now. When it was read is in `freshness`, apart. */
export function useMarket(initial: Market): { market: Market; failed: boolean } {
  const { data, isError, isRefetchError } = useQuery({
    queryKey: ["market", String(initial.id)],
    queryFn: async () => {
      const { market, head } = await readChain("market", `markets/${initial.id}`);
      clockAhead.set(head.timestamp);
      freshness.set(market.blockNumber);
      return market;
    },
    initialData: initial,
    refetchInterval: useInterval(),
    // a new block in which nothing happened here is no news
    structuralSharing: (old, next) => (isSameMarket(old as Market | undefined, next as Market) ? old : next),
  });
  return { market: data, failed: isError || isRefetchError };
}

function isSameMarket(old: Market | undefined, next: Market): boolean {
  return old !== undefined && toJson({ ...old, blockNumber: 0n }) === toJson({ ...next, blockNumber: 0n });
}

export function useMarkets(initial: Market[]) {
  const { data, isError, isRefetchError } = useQuery({
    queryKey: ["markets"],
    queryFn: async () => {
      const markets = await readChain("markets", "markets");
      freshness.set(markets.reduce((latest, { blockNumber }) => (blockNumber > latest ? blockNumber : latest), 0n));
      return markets;
    },
    initialData: initial,
    refetchInterval: useInterval() * 2,
    structuralSharing: (old, next) => keepEqual(old, next),
  });
  return { markets: data, failed: isError || isRefetchError };
}

/** How a market is decided and where that stands; undefined while it is read. */
export function useResolution(market: Market) {
  return useReading("resolution", `markets/${market.id}/resolution`, { key: `${market.id} ${market.status}` }).data;
}

/** Everything that somebody can do now to bring markets to their end; undefined while it is read. */
export function useDue() {
  return useReading("due", "due", { every: 2 }).data;
}

/** A market's activity from the chain's own logs, for when there is no indexer. */
export function useActivity(marketId: bigint, isNeeded: boolean) {
  return useReading("activity", isNeeded ? `markets/${marketId}/activity` : null).data;
}

/** What an account holds in one market, or in all. */
export function useHoldings(account: `0x${string}` | undefined, market?: Market) {
  return useReading("holdings", account ? `accounts/${account}/holdings${market ? `?markets=${market.id}` : ""}` : null).data;
}

/** What an account can have paid out now of one market, or of all, and what would fail and why; undefined while it is read. */
export function useClaims(account: `0x${string}` | undefined, market?: Market) {
  return useReading("claims", account ? `accounts/${account}/claims${market ? `?markets=${market.id}` : ""}` : null).data;
}

/** Base units of a token that the connected account has; undefined while unknown. */
export function useTokenBalance(token: `0x${string}` | undefined) {
  const { address } = useAccount();
  return useReading("balance", token && address ? `accounts/${address}/balances/${token}` : null).data;
}

/**
 * Unix seconds as markets count them, null until the page runs in a browser: the reader's clock, and on the local chain, where
 * one can skip time, the chain's if it is ahead. Moves on in steps of so many seconds.
 */
export function useNow(step = 60): number | null {
  const clock = useClock(step);
  const ahead = useSyncExternalStore(clockAhead.subscribe, clockAhead.get, () => 0);
  const { isLocal } = useChainConfig();
  return clock === null ? null : clock + (isLocal ? ahead : 0);
}

/** Unix seconds by the reader's clock, null until the page runs in a browser. Moves on in steps of so many seconds. */
function useClock(step = 60): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => {
      const seconds = Math.floor(Date.now() / 1000);
      setNow(seconds - (seconds % step));
    };
    tick();
    const timer = setInterval(tick, 1_000); // draws nothing while the step is the same
    return () => clearInterval(timer);
  }, [step]);
  return now;
}

/** Whether a time has come, told at that time and not before. False until the page runs in a browser. */
export function useHasCome(time: number): boolean {
  const [hasCome, setHasCome] = useState(false);
  const ahead = useSyncExternalStore(clockAhead.subscribe, clockAhead.get, () => 0);
  const shift = useChainConfig().isLocal ? ahead : 0;
  useEffect(() => {
    const look = () => setHasCome(Date.now() / 1000 + shift >= time);
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [time, shift]);
  return hasCome;
}
