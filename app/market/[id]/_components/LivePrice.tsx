"use client";

import { isSameAddress } from "../../../../sdk/isSameAddress.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { relative, shortAddress } from "../../../_lib/format.ts";
import { useFeedPrice, useNow, useResolution } from "../../../_lib/useChain.ts";
import { distanceFrom } from "../_lib/distanceFrom.ts";
import { distanceText, feedPriceText } from "../_lib/feedPriceText.ts";

/** What the feed says now, beside what it has to say. */
export function LivePrice({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const latest = useFeedPrice(market);
  const now = useNow();
  const resolution = useResolution(market);
  const feed = resolution?.kind === "priceFeed" ? resolution.policy.feed : undefined;
  if (resolution?.kind !== "priceFeed" || !latest || !feed) return null;
  const value = (price: bigint) => Number(price) / 10 ** resolution.feedDecimals;
  const price = value(latest.price);
  const name = Object.entries(deployment.feeds ?? {}).find(([, known]) => isSameAddress(known, feed))?.[0] ?? shortAddress(feed);
  const [strike] = resolution.policy.bounds;
  const away = resolution.policy.kind === "strike" && strike !== undefined ? distanceFrom(value(strike), price) : undefined;
  return (
    <p className="live-price">
      <span>
        <span className="text-soft">{t("live.now", { feed: name })}</span>{" "}
        <strong className="text-lg font-semibold tabular-nums">{feedPriceText(price, locale)}</strong>
      </span>
      {away !== undefined && (
        <span>
          {t(away < 0 ? "live.below" : "live.above", {
            percent: distanceText(away, locale),
            strike: feedPriceText(value(strike ?? 0n), locale),
          })}
        </span>
      )}
      {now !== null && <span className="note">{relative(Math.min(latest.updatedAt, now), now, locale)}</span>}
    </p>
  );
}
