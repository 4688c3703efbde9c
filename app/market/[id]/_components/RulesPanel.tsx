"use client";

import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { PublicAddress } from "../../../_components/PublicAddress.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, shortAddress, utc } from "../../../_lib/format.ts";

/** What people bet on: always in full, as it stands on chain. Text is text: no address in it is loaded. */
export function RulesPanel({ market }: { market: Market }) {
  const { t, locale, zone } = useTexts();
  const { deployment } = useChainConfig();
  const { metadata } = market;
  return (
    <section aria-label={t("market.rules")} className="section">
      <div className="grid gap-2">
        <h2 className="text-lg">{t("market.rules")}</h2>
        <p className="max-w-[68ch] whitespace-pre-line" style={{ overflowWrap: "anywhere" }}>
          <bdi>{clean(metadata.rules)}</bdi>
        </p>
      </div>
      <div className="grid gap-1">
        <h3>{t("market.source")}</h3>
        <PublicAddress address={metadata.source} />
      </div>
      {metadata.edgeCases.length > 0 && (
        <div className="grid gap-2">
          <h3>{t("market.edges")}</h3>
          <ul className="grid gap-2">
            {metadata.edgeCases.map((edge, index) => (
              <li key={index} className="rounded-xl bg-sunk px-3 py-2" style={{ overflowWrap: "anywhere" }}>
                <span className="text-soft">{t("market.if")}</span> <bdi>{lower(clean(edge.if))}</bdi>,{" "}
                <span className="text-soft">{t("market.then")}</span>{" "}
                <bdi>{edge.then.trim().toLowerCase() === "void" ? t("market.void") : lower(clean(edge.then))}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl className="dl">
        <dt>{t("market.closes")}</dt>
        <dd>{utc(market.closesAt, locale, zone)}</dd>
        <dt>{t("market.voidFrom")}</dt>
        <dd>{utc(market.resolveBy, locale, zone)}</dd>
        <dt>{t("market.fee")}</dt>
        <dd>{t("market.feeValue", { rate: market.feeRate / 100 })}</dd>
        <dt>{t("market.creator")}</dt>
        <dd className="font-mono">{shortAddress(market.creator)}</dd>
        <dt>{t("market.contract")}</dt>
        <dd className="font-mono">
          {shortAddress(deployment.contracts.Markets)} #{String(market.id)}
        </dd>
      </dl>
    </section>
  );
}

/** A clause within a sentence; names and abbreviations keep their capitals. */
function lower(text: string): string {
  return /^[A-Z][a-z]* /.test(text) && /^(The|A|An|No|If|There|It|Its|Only|Nothing)\b/.test(text)
    ? text[0].toLowerCase() + text.slice(1)
    : text;
}
