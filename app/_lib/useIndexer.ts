"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { freshness } from "./freshness.ts";
import type { Indexed, IndexedActivity, Readiness } from "./indexerTypes.ts";
import { queryKeys } from "./queryKeys.ts";
import { readChain } from "./readChain.ts";
import { indexerAddress, readIndexer } from "./readIndexer.ts";
import { stream } from "./stream.ts";

/** Beside the stream, so that a page whose stream does not come through is not stale for long. */
const POLL_MS = 15_000;
/** After no answer: it may be starting, or not know yet what the chain has had for a second. */
const FAILED_POLL_MS = 2_500;
const STATE_POLL_MS = 4_000;
/** The chain goes on while the indexer answers. */
const MAX_LAG = 5;
const GATHER_MS = 100;
const RETRY_MS = 4_000;

type Parameters = Record<string, string | number | undefined>;

/** An answer of the indexer, read again whenever something happens (`useLive`). `null` asks nothing. */
export function useIndexed<T>(path: string | null, parameters: Parameters = {}) {
  return useQuery({
    queryKey: queryKeys.indexer(path, parameters),
    queryFn: () => readIndexer<Indexed<T>>(path as string, parameters),
    enabled: path !== null,
    refetchInterval: ({ state }) => (state.status === "error" ? FAILED_POLL_MS : POLL_MS),
    placeholderData: keepPreviousData,
  });
}

/** A list of the indexer, page by page. */
export function useIndexedPages<T>(path: string | null, parameters: Parameters = {}) {
  const query = useInfiniteQuery({
    queryKey: queryKeys.indexerPages(path, parameters),
    queryFn: ({ pageParam }) => readIndexer<Indexed<T[]>>(path as string, { ...parameters, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: path !== null,
    refetchInterval: ({ state }) => (state.status === "error" ? FAILED_POLL_MS : POLL_MS),
  });
  const pages = query.data?.pages;
  return {
    rows: pages?.flatMap(({ data }) => data),
    asOf: pages?.[0]?.asOf.block,
    failed: query.isError,
    more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined,
  };
}

export interface IndexerState {
  state: "unknown" | "current" | "behind" | "missing";
  /** The block that history is as of. */
  block?: number;
  lag?: number;
}

/** How far the indexer is, held against the chain itself at the same moment; in blocks if it is behind, or always (`isExact`). */
export function useIndexerState({ isExact = false } = {}): IndexerState {
  const { data } = useQuery({
    queryKey: ["indexer-state", isExact],
    queryFn: async (): Promise<IndexerState> => {
      const [ready, head] = await Promise.all([
        readIndexer<Readiness>("ready").catch(() => null),
        readChain("head", "head").catch(() => null),
      ]);
      const block = ready?.asOf?.block;
      if (block === undefined) return { state: "missing" };
      // a chain that does not answer is for others to say
      const lag = (head === null ? block : Number(head.block)) - block;
      // that all is well is no news with every block
      return Math.abs(lag) > MAX_LAG || isExact
        ? { state: Math.abs(lag) > MAX_LAG ? "behind" : "current", block, lag }
        : { state: "current" };
    },
    refetchInterval: STATE_POLL_MS,
  });
  return data ?? { state: "unknown" };
}

/** Reads anew what the page shows as soon as the indexer says that something happened. Silent while the page is not seen. */
export function useLive(parameters: { market?: string; account?: string }): void {
  const queries = useQueryClient();
  const address = indexerAddress("stream", parameters);
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gather: ReturnType<typeof setTimeout> | undefined;
    let isFirst = true;
    const refresh = () => {
      gather ??= setTimeout(() => {
        gather = undefined;
        for (const key of ["indexer", "indexer-state", "market", "resolution", "holdings", "claims", "balance"])
          void queries.invalidateQueries({ queryKey: [key] });
      }, GATHER_MS);
    };
    const open = () => {
      clearTimeout(retry);
      if (source || document.hidden) return;
      source = new EventSource(address);
      source.addEventListener("activity", ({ data }) => {
        freshness.hearOf((JSON.parse(data) as IndexedActivity).block); // what is read from now on is not older
        refresh();
      });
      source.addEventListener("reset", refresh);
      source.onopen = () => {
        stream.setOpen(true);
        if (!isFirst) refresh(); // what was missed
        isFirst = false;
      };
      source.onerror = () => {
        stream.setOpen(false);
        if (source?.readyState !== EventSource.CLOSED) return; // it tries again by itself
        close();
        retry = setTimeout(open, RETRY_MS);
      };
    };
    const close = () => {
      stream.setOpen(false);
      source?.close();
      source = undefined;
    };
    const onVisibility = () => (document.hidden ? close() : open());
    // after the page has settled: nothing of it waits for this
    const start = setTimeout(open, 500);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      for (const timer of [start, retry, gather]) clearTimeout(timer);
      close();
    };
  }, [address, queries]);
}
