"use client";

import dynamic from "next/dynamic";
import { isSameAddress } from "../../../../sdk/isSameAddress.ts";
import type { Resolution, ResolutionStep } from "../../../../sdk/resolution.ts";
import { NATIVE } from "../../../../sdk/resolvers/step.ts";
import type { Term } from "../../../../sdk/resolvers/terms.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, money, shortAddress, utc } from "../../../_lib/format.ts";
import { numberFormat } from "../../../_lib/formatters.ts";
import { payoutsText } from "../../../_lib/payoutsText.ts";
import { fallbackText, stepText } from "../../../_lib/stepText.ts";
import { useAccount } from "../../../_lib/useAccount.ts";
import { useResolution } from "../../../_lib/useChain.ts";
import { ResolutionLine } from "./ResolutionLine.tsx";
import { ResolutionTimeline } from "./ResolutionTimeline.tsx";

// for who is connected, and so has a wallet's code already
const ResolutionSteps = dynamic(() => import("../../../_components/ResolutionSteps.tsx").then((module) => module.ResolutionSteps), {
  ssr: false,
});
const Bonds = dynamic(() => import("./Bonds.tsx").then((module) => module.Bonds), { ssr: false });

/** Who decides, where it stands, what happens next and if nobody acts, every step that is possible now, and what happened. */
export function ResolutionPanel({ market }: { market: Market }) {
  const { t, locale, zone } = useTexts();
  const { deployment, sequencerFeed } = useChainConfig();
  const { address } = useAccount();
  const resolution = useResolution(market);
  const final = isFinal(market.status);
  const now = resolution?.steps.filter(({ isOpen }) => isOpen) ?? [];
  const later = resolution?.steps.filter(({ isOpen }) => !isOpen) ?? [];
  return (
    <section aria-label={t("resolution.title")} className="section" style={{ overflowWrap: "anywhere" }}>
      <div className="grid gap-2">
        <h2>{t("resolution.title")}</h2>
        {resolution ? (
          <>
            <ResolutionLine market={market} resolution={resolution} />
            <p className="max-w-[68ch] text-soft">{policyText(resolution)}</p>
            {noteOf(resolution) && (
              <p className="note" style={{ overflowWrap: "anywhere" }}>
                <bdi>{noteOf(resolution)}</bdi>
              </p>
            )}
          </>
        ) : (
          <p role="status" className="note">
            {t("loading")}
          </p>
        )}
      </div>
      {resolution && (
        <div className="grid gap-2 rounded-xl bg-sunk p-4" aria-live="polite">
          <h3 className="text-sm text-soft font-normal">{t("resolution.next")}</h3>
          {standing(resolution) && <p className="font-medium">{standing(resolution)}</p>}
          {now.length > 0 && <StepList steps={now} />}
          {later.length > 0 && (
            <details>
              <summary className="note min-h-6 cursor-pointer">{t("resolution.later")}</summary>
              <StepList steps={later} />
            </details>
          )}
          {resolution.fallback && (
            <p className="note">{fallbackText(resolution.fallback, { market, now: resolution.now }, t, locale, zone)}</p>
          )}
        </div>
      )}
      {resolution && address && <ResolutionSteps market={market} resolution={resolution} account={address} />}
      {resolution?.kind === "optimistic" && address && <Bonds market={market} account={address} />}
      {resolution && <ResolutionTimeline market={market} entries={resolution.timeline} />}
    </section>
  );

  function policyText(r: Resolution): string {
    switch (r.kind) {
      case "priceFeed": {
        const number = numberFormat(locale, { maximumFractionDigits: r.feedDecimals });
        const bounds = r.policy.bounds.map((bound) => number.format(Number(bound) / 10 ** r.feedDecimals)).join(", ");
        const named = Object.entries(deployment.feeds ?? {}).find(([, feed]) => isSameAddress(feed, r.policy.feed))?.[0];
        return t(`resolution.priceFeed.${r.policy.kind}`, {
          feed: named ?? shortAddress(r.policy.feed),
          outcome: clean(market.outcomes[0] ?? ""),
          when: utc(r.policy.settlesAt, locale, zone),
          bounds,
          sign: r.policy.strict ? ">" : "≥",
        });
      }
      case "unknown":
        return t("market.unknown.resolver");
      default:
        return t(`resolution.${r.kind}`, Object.fromEntries(Object.entries(r.terms).map(([name, term]) => [name, termText(term)])));
    }
  }

  function termText(term: Term): string | number {
    if ("count" in term) return term.count;
    if ("amount" in term) return money(term.amount, term.token ?? market.collateral, locale);
    return "seconds" in term ? span(term.seconds) : shortAddress(term.account);
  }

  /** What else one has to trust: a court behind the arbiter, a sequencer's feed, the text that Reality.eth was asked. */
  function noteOf(r: Resolution): string {
    if (r.kind === "optimistic" && r.court) return t("resolution.court", { court: shortAddress(r.court.arbitrator) });
    if (r.kind === "reality") return t("resolution.question", { text: clean(r.questionText) });
    if (r.kind !== "priceFeed" || !r.sequencer) return "";
    const { feed, gracePeriod, countsUntil } = r.sequencer;
    return t(isSameAddress(sequencerFeed, feed) ? "resolution.sequencer.known" : "resolution.sequencer.unknown", {
      feed: shortAddress(feed),
      grace: span(gracePeriod),
      until: utc(countsUntil, locale, zone),
    });
  }

  /** What was answered, or why nothing can be. */
  function standing(r: Resolution): string {
    if (final) return t(`resolution.final.${market.status === "Void" ? "Void" : "Resolved"}`, { answer: answer(market.payouts) });
    return [market.halted ? t("resolution.halted") : "", said(r)].join(" ").trim();
  }

  function said(r: Resolution): string {
    if ("proposal" in r && r.proposal) {
      const by = r.kind === "optimistic" ? shortAddress(r.proposal.proposer) : t("resolution.members");
      const given = answer(r.proposal.payouts);
      if (r.kind !== "optimistic" || !r.proposal.disputer) return t("resolution.proposed", { by, answer: given });
      const { disputer, disputerAnswer } = r.proposal;
      const other =
        disputerAnswer === undefined || disputerAnswer === "tooEarly" ? t("resolution.answer.tooEarly") : answer(disputerAnswer);
      return t("resolution.disputed.by", { by, answer: given, disputer: shortAddress(disputer), other });
    }
    if (r.kind === "uma") {
      const live = r.assertions.filter(({ state }) => state !== "True" && state !== "Rejected");
      return live
        .map(({ disputer, asserter, payouts }) => {
          const by = shortAddress(asserter);
          return t(disputer ? "resolution.disputed" : "resolution.proposed", { by, answer: answer(payouts) });
        })
        .join(" ");
    }
    if (r.kind === "reality" && r.answer) {
      const said = r.answer.payouts ? answer(r.answer.payouts) : t(`resolution.answer.${r.answer.meaning}`);
      return t("resolution.answered", { answer: said, bond: money(r.answer.bond, NATIVE, locale) });
    }
    if (r.kind === "priceFeed" && r.waitsFor) {
      if (r.waitsFor !== "sequencer")
        return t(`resolution.waitsFor.${r.waitsFor}`, { when: utc(r.policy.settlesAt + r.policy.maxDelay, locale, zone) });
      if (r.waitsUntil === undefined) return t("resolution.waitsFor.sequencerDown", { grace: span(r.policy.gracePeriod) });
      return t("resolution.waitsFor.sequencer", { when: utc(r.waitsUntil, locale, zone) });
    }
    if (r.kind === "priceFeed" && r.round) {
      const price = numberFormat(locale, { maximumFractionDigits: r.feedDecimals }).format(Number(r.round.price) / 10 ** r.feedDecimals);
      return t("resolution.found", { price, when: utc(r.round.updatedAt, locale, zone), answer: answer(r.round.payouts) });
    }
    return "";
  }

  function answer(payouts: readonly bigint[]): string {
    return clean(payoutsText(payouts, market, { t, locale }));
  }

  function span(seconds: number): string {
    const [unit, size] =
      seconds % 86_400 === 0 ? (["day", 86_400] as const) : seconds % 3_600 === 0 ? (["hour", 3_600] as const) : (["minute", 60] as const);
    return numberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(seconds / size);
  }
}

function StepList({ steps }: { steps: readonly ResolutionStep[] }) {
  const { t, locale, zone } = useTexts();
  return (
    <ul className="grid gap-1">
      {steps.map((step) => (
        <li key={`${step.action}${step.about}`} className={step.isDue ? "font-medium" : step.isOpen ? "" : "text-soft"}>
          {stepText(step, t, locale, zone)}
        </li>
      ))}
    </ul>
  );
}
