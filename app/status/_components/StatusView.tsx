"use client";

import { useQuery } from "@tanstack/react-query";
import { useChainConfig } from "../../_components/Providers.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { relative } from "../../_lib/format.ts";
import { readChain } from "../../_lib/readChain.ts";
import { useNow } from "../../_lib/useChain.ts";
import { useIndexerState } from "../../_lib/useIndexer.ts";

const POLL_MS = 2_000;

/** Whether the chain and the indexer answer, and which contracts and build this is. */
export function StatusView({ build }: { build: string }) {
  const { t, locale } = useTexts();
  const { chainId, deployment } = useChainConfig();
  const now = useNow(1);
  const chain = useQuery({
    queryKey: ["status", chainId],
    queryFn: async () => {
      const began = performance.now();
      const { block, timestamp } = await readChain("head", "head");
      return { block, timestamp, milliseconds: Math.round(performance.now() - began) };
    },
    refetchInterval: POLL_MS,
    retry: false,
    structuralSharing: false,
  });
  const indexer = useIndexerState({ isExact: true });
  const isChainUp = chain.data !== undefined && !chain.isError;
  const overall =
    chain.isPending || indexer.state === "unknown" ? "unknown" : !isChainUp ? "bad" : indexer.state === "current" ? "good" : "warn";
  const contracts = Object.entries(deployment.contracts);
  const tokens = Object.entries(deployment.collaterals);
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-2">
        <h1 className="text-3xl">{t("statusPage.title")}</h1>
        <p className="text-soft">{t("statusPage.lead")}</p>
      </div>
      <p className={`verdict verdict-${overall}`}>
        <span aria-hidden>{TONES[overall][1]}</span> {t(`statusPage.overall.${overall}`)}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <section className="card panel">
          <h2>{t("statusPage.chain")}</h2>
          <Verdict
            tone={chain.isPending ? "unknown" : isChainUp ? "good" : "bad"}
            text={t(chain.isPending ? "loading" : isChainUp ? "statusPage.chain.up" : "statusPage.chain.down")}
          />
          <dl className="dl mt-3">
            <dt>{t("statusPage.chainId")}</dt>
            <dd>{chainId}</dd>
            <dt>{t("statusPage.block")}</dt>
            <dd>{chain.data ? String(chain.data.block) : t("statusPage.none")}</dd>
            <dt>{t("statusPage.blockTime")}</dt>
            <dd>{chain.data && now !== null ? relative(Math.min(chain.data.timestamp, now), now, locale) : t("statusPage.none")}</dd>
            <dt>{t("statusPage.rpc")}</dt>
            <dd>{isChainUp ? t("statusPage.milliseconds", { count: chain.data.milliseconds }) : t("statusPage.none")}</dd>
          </dl>
        </section>
        <section className="card panel">
          <h2>{t("statusPage.indexer")}</h2>
          <Verdict
            tone={
              indexer.state === "current" ? "good" : indexer.state === "unknown" ? "unknown" : indexer.state === "behind" ? "warn" : "bad"
            }
            text={t(indexer.state === "unknown" ? "loading" : `statusPage.indexer.${indexer.state}`)}
          />
          <dl className="dl mt-3">
            <dt>{t("statusPage.block")}</dt>
            <dd>{indexer.block ?? t("statusPage.none")}</dd>
            <dt>{t("statusPage.lag")}</dt>
            <dd>{indexer.lag === undefined ? t("statusPage.none") : t("statusPage.blocks", { count: indexer.lag })}</dd>
          </dl>
          {indexer.state === "missing" && <p className="note mt-3">{t("history.unavailable.hint")}</p>}
        </section>
      </div>
      <section className="section">
        <h2>{t("statusPage.contracts")}</h2>
        <dl>
          {[...contracts, ...tokens].map(([name, address]) => (
            <div
              key={name}
              className="grid grid-cols-[minmax(0,1fr)] gap-x-4 border-t border-line py-2 first:border-0 sm:grid-cols-[12rem_minmax(0,1fr)]"
            >
              <dt className="text-soft">{name}</dt>
              <dd className="font-mono text-sm break-all sm:text-right">{address}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <h2>{t("statusPage.build")}</h2>
        <dl className="dl">
          <dt>{t("statusPage.buildId")}</dt>
          <dd className="font-mono text-sm">{build || t("statusPage.none")}</dd>
          <dt>{t("statusPage.startBlock")}</dt>
          <dd>{deployment.startBlock}</dd>
        </dl>
      </section>
      <p role="status" aria-label="Freshness" className="sr-only">
        {chain.data ? t("fresh.block", { block: String(chain.data.block) }) : t("loading")}
      </p>
    </div>
  );
}

const TONES = { good: ["text-good", "●"], warn: ["text-warn", "▲"], bad: ["text-bad", "■"], unknown: ["text-soft", "○"] } as const;

/** In words, with a mark whose shape says the same as its colour. */
function Verdict({ tone, text }: { tone: keyof typeof TONES; text: string }) {
  const [color, mark] = TONES[tone];
  return (
    <p className={`font-medium ${color}`}>
      <span aria-hidden>{mark}</span> {text}
    </p>
  );
}
