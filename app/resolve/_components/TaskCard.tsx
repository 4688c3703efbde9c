"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import type { Due } from "../../../sdk/getDue.ts";
import { isSameAddress } from "../../../sdk/isSameAddress.ts";
import type { ResolutionStep } from "../../../sdk/resolution.ts";
import { MarketName } from "../../_components/MarketName.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { utc } from "../../_lib/format.ts";
import { stakeOf } from "../../_lib/stakeOf.ts";
import { stepText } from "../../_lib/stepText.ts";
import { useAccount } from "../../_lib/useAccount.ts";
import { useMoney } from "../../_lib/useMoney.ts";
import { Button } from "../../_ui/Button.tsx";
import { Countdown } from "../../_ui/Countdown.tsx";

// for who is connected, and so has a wallet's code already
const ResolutionSteps = dynamic(() => import("../../_components/ResolutionSteps.tsx").then((module) => module.ResolutionSteps), {
  ssr: false,
});

/** What one market waits for: what to do, what it earns, what is at risk, until when, and the doing. */
export function TaskCard({ due: { market, resolution, steps } }: { due: Due }) {
  const { t, locale } = useTexts();
  const { address } = useAccount();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const [first, ...others] = steps.toSorted((a, b) => Number(b.isDue) - Number(a.isDue));
  if (!first) return null;
  const act = () => (address ? setOpen(!isOpen) : document.getElementById("connect-wallet")?.click());
  return (
    <li className="card grid gap-4 p-5">
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
          <span className="chip">{t(`resolution.kind.${resolution.kind}`)}</span>
          {t(first.isDue ? "task.due" : "task.possible")}
        </p>
        <h3 className="text-xl">{t(`task.${first.action}`)}</h3>
        <MarketName market={market} />
      </div>
      <StakeList step={first} kind={resolution.kind} />
      <div className="flex flex-wrap items-center gap-3">
        <Button tone={first.isDue ? "primary" : "plain"} aria-expanded={address ? isOpen : undefined} aria-controls={id} onClick={act}>
          {t(!address ? "task.connect" : isOpen ? "task.close" : "task.act")}
        </Button>
        {others.length > 0 && (
          <details className="min-w-0">
            <summary className="note min-h-6 cursor-pointer">{t("task.others", { count: others.length })}</summary>
            <ul className="mt-1 grid gap-1 text-sm">
              {others.map((step) => (
                <li key={`${step.action}${step.about}`}>{stepText(step, t, locale)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div id={id} className="border-t border-line pt-4 empty:hidden" hidden={!isOpen || !address}>
        {isOpen && address && (
          <>
            <ResolutionSteps market={market} resolution={resolution} account={address} />
            {!steps.some(({ who, accounts }) => who === "anyone" || accounts?.some((each) => isSameAddress(each, address))) && (
              <p className="note">{t("task.notYours")}</p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function StakeList({ step, kind }: { step: ResolutionStep; kind: Due["resolution"]["kind"] }) {
  const { t, locale } = useTexts();
  const show = useMoney();
  const { earns, risks, costs } = stakeOf(step, kind);
  const bondKept = risks && !earns ? t("task.earns.bond") : t("task.earns.nothing");
  return (
    <dl className="stakes">
      <div>
        <dt>{t("task.earns")}</dt>
        <dd className={earns ? "text-good" : ""}>{earns ? show(earns.amount, earns.token, { isSigned: true }) : bondKept}</dd>
      </div>
      <div>
        <dt>{t(costs ? "task.costs" : "task.risks")}</dt>
        <dd>{costs ? show(costs.amount, costs.token) : risks ? show(risks.amount, risks.token) : t("task.risks.nothing")}</dd>
      </div>
      <div>
        <dt>{t("task.until")}</dt>
        <dd>
          {step.until === undefined ? (
            t("task.until.open")
          ) : (
            <>
              <Countdown until={step.until} /> <span className="note block font-normal">{utc(step.until, locale)}</span>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
