"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { BookJson, FillJson, RestingOrder } from "../../sdk/orders/relay.ts";
import type { Side } from "../../sdk/types.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import { queryKeys } from "./queryKeys.ts";
import { relayOf } from "./relayOf.ts";
import { useAccount } from "./useAccount.ts";

/** Beside the stream, and for the pool's side of a book, which every block may change. */
const POLL_MS = 5_000;
const LEVELS = 10;

/** The connected account's open orders, in one market or in all; undefined while they are read or where there is no relay. */
export function useOpenOrders(market?: bigint): { orders: RestingOrder[] | undefined; failed: boolean } {
  const config = useChainConfig();
  const { address } = useAccount();
  const { data, isError } = useQuery({
    queryKey: queryKeys.orders(address, market),
    queryFn: async () => {
      const { readOwnOrders } = await import("./limitOrders.ts");
      return readOwnOrders(config, { maker: address as `0x${string}`, ...(market !== undefined && { market }) });
    },
    enabled: config.hasOrders && address !== undefined,
    refetchInterval: POLL_MS,
    structuralSharing: false, // amounts are no JSON
  });
  return { orders: data, failed: isError };
}

/** The ladder of one side of an outcome: orders, and the pool's own depth. */
export function useBook(
  marketId: bigint,
  { outcome, side }: { outcome: number; side: Side },
): { book: BookJson | undefined; failed: boolean } {
  const config = useChainConfig();
  const { data, isError } = useQuery({
    queryKey: queryKeys.book(marketId, outcome, side),
    queryFn: async () => {
      const { readBook } = await import("./limitOrders.ts");
      return readBook(config, { marketId, outcome, side, levels: LEVELS });
    },
    enabled: config.hasOrders,
    refetchInterval: POLL_MS,
  });
  return { book: data, failed: isError };
}

/** Reads orders and books anew when the relay says that something happened, and passes on what was filled of the account's own orders. */
export function useOrdersLive(onFilled: (fill: FillJson) => void): void {
  const config = useChainConfig();
  const { address } = useAccount();
  const queries = useQueryClient();
  const told = useRef(onFilled);
  told.current = onFilled;
  const relay = relayOf(config);
  const source = relay && address ? `${relay.url}/stream?maker=${address.toLowerCase()}` : undefined;
  useEffect(() => {
    if (!source) return;
    const events = new EventSource(source);
    const refresh = () => {
      for (const key of ["orders", "book"]) void queries.invalidateQueries({ queryKey: [key] });
    };
    events.addEventListener("order", refresh);
    events.addEventListener("gone", refresh);
    events.addEventListener("filled", ({ data }) => {
      refresh();
      told.current(JSON.parse(data) as FillJson);
    });
    return () => events.close();
  }, [source, queries]);
}
