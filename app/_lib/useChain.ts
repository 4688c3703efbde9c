"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Resolution } from "../../sdk/resolution.ts";
import type { Market } from "../../sdk/types.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import type { ChainAnswers } from "./chainAnswers.ts";
import { clockAhead, freshness } from "./freshness.ts";
import { toJson } from "./json.ts";
import { namedByList } from "./namedByList.ts";
import { queryKeys } from "./queryKeys.ts";
import { ReadingError, readChain } from "./readChain.ts";
import { stream } from "./stream.ts";
import { useAccount } from "./useAccount.ts";
import { useOwnTokens } from "./useOwnTokens.ts";
import { useTicking } from "./useTicking.ts";

/** Milliseconds between readings beside the stream, which tells at once what happened: for what only time changes. */
const WITH_STREAM_MS = 12_000;
const WITHOUT_STREAM_MS = 6_000;
/** Where somebody may skip time, or deal with the chain by hand. */
const LOCAL_MS = 2_000;

function useInterval(): number {
  const isOpen = useSyncExternalStore(stream.subscribe, stream.isOpen, () => false);
  if (useChainConfig().isLocal) return LOCAL_MS;
  return isOpen ? WITH_STREAM_MS : WITHOUT_STREAM_MS;
}

/** What was read again and is the same in what counts stays the same object, so that nothing is drawn anew for it. */
function keepEqual(old: unknown, next: unknown, essence: (answer: unknown) => unknown = (answer) => answer): unknown {
  return old !== undefined && toJson(essence(old)) === toJson(essence(next)) ? old : next;
}

function useReading<name extends keyof ChainAnswers>(
  name: name,
  path: string | null,
  options: { every?: number; key?: string | null; essence?: (answer: ChainAnswers[name]) => unknown } = {},
) {
  const { every = 1, key = path, essence = (answer) => answer } = options;
  return useQuery({
    queryKey: queryKeys.chain(name, key),
    queryFn: () => readChain(name, path as string),
    enabled: path !== null,
    refetchInterval: useInterval() * every,
    structuralSharing: (old, next) => keepEqual(old, next as ChainAnswers[name], essence as (answer: unknown) => unknown),
  });
}

/** Names a market's collateral as the reader's own token list does. */
function useNaming(): (market: Market) => Market {
  const tokens = useOwnTokens();
  return useCallback(
    (market) => {
      const collateral = namedByList(tokens, market.collateral);
      return collateral === market.collateral ? market : { ...market, collateral };
    },
    [tokens],
  );
}

/**
 * The market as the server read it, then as it is now. When it was read is in `freshness`, apart. It is gone if its number is another
 * market's or none's: the chain began anew, or a reorganisation took it back.
 */
export function useMarket(initial: Market): { market: Market; isGone: boolean } {
  const named = useNaming();
  const { data, error } = useQuery({
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
    structuralSharing: (old, next) => keepEqual(old, next, (market) => ({ ...(market as Market), blockNumber: 0n })),
  });
  const isUnknown = error instanceof ReadingError && error.code === "UnknownMarket";
  return { market: useMemo(() => named(data), [data, named]), isGone: isUnknown || data.termsHash !== initial.termsHash };
}

export function useMarkets(initial: Market[]) {
  const named = useNaming();
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
  return { markets: useMemo(() => data.map(named), [data, named]), failed: isError || isRefetchError };
}

/** How a market is decided and where that stands; undefined while it is read. */
export function useResolution(market: Market) {
  return useReading("resolution", `markets/${market.id}/resolution`, { key: `${market.id} ${market.status}`, essence: essenceOf }).data;
}

/** All of it but the time at which it was read, for as long as that changes nothing. */
function essenceOf({ now, ...resolution }: Resolution): unknown {
  return { ...resolution, isFallbackOpen: resolution.fallback !== undefined && now >= resolution.fallback.at };
}

/** Everything that somebody can do now to bring markets to their end; undefined while it is read. */
export function useDue() {
  return useReading("due", "due", { every: 2, essence: withoutMoments }).data;
}

/** A list of readings without the blocks and times at which they were read. */
function withoutMoments(answer: unknown): unknown {
  return JSON.parse(toJson(answer), (name, value) => (name === "now" || name === "blockNumber" ? 0 : value));
}

/** The price that a market's feed says now. */
export function useFeedPrice(market: Market) {
  return useReading("feed", market.resolverKind === "priceFeed" ? `markets/${market.id}/feed` : null, { every: 2 }).data;
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

/** Seconds that the chain's clock is ahead of the reader's: on the local chain, where one can skip time. */
function useShift(): number {
  const ahead = useSyncExternalStore(clockAhead.subscribe, clockAhead.get, () => 0);
  return useChainConfig().isLocal ? ahead : 0;
}

/**
 * Unix seconds as markets count them, null until the page runs in a browser: the reader's clock, and on the local chain, where
 * one can skip time, the chain's if it is ahead. Moves on in steps of so many seconds.
 */
export function useNow(step = 60): number | null {
  const shift = useShift();
  const clock = useTicking<number | null>(() => {
    const seconds = Math.floor(Date.now() / 1000);
    return seconds - (seconds % step);
  }, null);
  return clock === null ? null : clock + shift;
}

/** What is said of the time that is left until `time`, drawn anew only when something else is said; `first` until the page runs in a browser. */
export function useTimeLeft<T>(time: number, say: (seconds: number) => T, first: T): T {
  const shift = useShift();
  return useTicking(() => say(time - shift - Math.floor(Date.now() / 1000)), first);
}

/** Whether a time has come, told at that time and not before. False until the page runs in a browser. */
export function useHasCome(time: number): boolean {
  return useTimeLeft(time, (seconds) => seconds <= 0, false);
}
