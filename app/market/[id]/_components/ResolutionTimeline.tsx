"use client";

import type { TimelineEntry } from "../../../../sdk/resolvers/timeline.ts";
import type { Market } from "../../../../sdk/types.ts";
import { PublicAddress } from "../../../_components/PublicAddress.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { eventText } from "../../../_lib/eventText.ts";
import { clean, money, shortAddress, utc } from "../../../_lib/format.ts";
import { payoutsText } from "../../../_lib/payoutsText.ts";

/** Everything that happened so far, with its evidence and the hash that proves a copy of it. */
export function ResolutionTimeline({ market, entries }: { market: Market; entries: readonly TimelineEntry[] }) {
  const { t, locale, zone } = useTexts();
  if (entries.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="text-sm text-soft font-normal">{t("resolution.timeline")}</h3>
      <ol className="grid gap-3 border-l-2 border-line pl-4">
        {entries.map(({ kind, account, payouts, cost, evidence, text, timestamp, transactionHash, logIndex }) => (
          <li key={`${transactionHash}${logIndex}`} className="grid gap-0.5">
            <p>
              <span className="font-medium">{eventText(kind, t)}</span>
              {payouts && (
                <>
                  {" "}
                  <bdi>{payoutsText(payouts, market, { t, locale })}</bdi>
                </>
              )}
            </p>
            {text && (
              <p style={{ overflowWrap: "anywhere" }}>
                <bdi>{clean(text)}</bdi>
              </p>
            )}
            <p className="note">
              {utc(timestamp, locale, zone)}
              {account && `, ${shortAddress(account)}`}
              {cost && cost.amount > 0n && `, ${money(cost.amount, cost.token, locale)}`}
            </p>
            {evidence?.uri && (
              <p className="note" style={{ overflowWrap: "anywhere" }}>
                {t("resolution.evidenceOf")} <PublicAddress address={readable(evidence.uri)} />
                <br />
                {t("resolution.hash")} <span className="font-mono">{evidence.hash}</span>
              </p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The text of a `data:` link, which says everything itself. */
function readable(uri: string): string {
  const [, text] = /^data:text\/plain,(.*)$/s.exec(uri) ?? [];
  try {
    return text === undefined ? uri : decodeURIComponent(text);
  } catch {
    return uri; // not what it claims to be
  }
}
