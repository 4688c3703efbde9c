"use client";

import { useQuery } from "@tanstack/react-query";
import { isAddressEqual } from "viem";
import { readContract } from "viem/actions";
import { aggregatorAbi } from "../../../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig, useTexts } from "../../../_components/Providers.tsx";
import { relative, shortAddress } from "../../../_lib/format.ts";
import { useClient, useNow, useResolution } from "../../../_lib/useChain.ts";
import { distanceFrom } from "../_lib/distanceFrom.ts";

const POLL_MS = 10_000;

/** What the feed says now, beside what it has to say. */
export function LivePrice({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const client = useClient();
  const now = useNow();
  const resolution = useResolution(market);
  const feed = resolution?.kind === "priceFeed" ? resolution.policy.feed : undefined;
  const { data: latest } = useQuery({
    queryKey: ["feed", feed],
    queryFn: () =>
      readContract(client, { address: feed as `0x${string}`, abi: aggregatorAbi, functionName: "latestRoundData" }).then(
        ([, answer, , updatedAt]) => ({ price: String(answer), at: Number(updatedAt) }),
      ),
    enabled: feed !== undefined,
    refetchInterval: POLL_MS,
  });
  if (resolution?.kind !== "priceFeed" || !latest || !feed) return null;
  const value = (price: bigint) => Number(price) / 10 ** resolution.feedDecimals;
  const price = value(BigInt(latest.price));
  const name = Object.entries(deployment.feeds ?? {}).find(([, known]) => isAddressEqual(known, feed))?.[0] ?? shortAddress(feed);
  const show = (amount: number) => amount.toLocaleString(locale, { maximumFractionDigits: amount < 10 ? 4 : 0 });
  const [strike] = resolution.policy.bounds;
  const away = resolution.policy.kind === "strike" && strike !== undefined ? distanceFrom(value(strike), price) : undefined;
  return (
    <p className="live-price">
      <span>
        <span className="text-soft">{t("live.now", { feed: name })}</span>{" "}
        <strong className="text-lg font-semibold tabular-nums">{show(price)}</strong>
      </span>
      {away !== undefined && (
        <span>
          {t(away < 0 ? "live.below" : "live.above", {
            percent: Math.abs(away).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }),
            strike: show(value(strike ?? 0n)),
          })}
        </span>
      )}
      {now !== null && <span className="note">{relative(Math.min(latest.at, now), now, locale)}</span>}
    </p>
  );
}
