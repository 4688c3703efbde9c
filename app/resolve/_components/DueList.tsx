"use client";

import Link from "next/link";
import { MarketStatus } from "../../_components/MarketStatus.tsx";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { clean } from "../../_lib/format.ts";
import { stepText } from "../../_lib/stepText.ts";
import { useDue } from "../../_lib/useChain.ts";

/** Every market that waits for somebody, and below what may be done but need not. */
export function DueList() {
  const { t, locale, zone } = useTexts();
  const due = useDue()?.due;
  const waiting = due?.filter(({ steps }) => steps.some(({ isDue }) => isDue));
  const possible = due?.filter(({ steps }) => !steps.some(({ isDue }) => isDue));
  return (
    <div className="grid gap-6">
      <div className="grid gap-2 max-w-2xl">
        <h1 className="text-3xl md:text-4xl">{t("due.title")}</h1>
        <p className="text-soft text-lg">{t("due.lead")}</p>
      </div>
      {!waiting ? (
        <p role="status" className="note">
          {t("loading")}
        </p>
      ) : (
        <>
          {waiting.length === 0 && <p className="card panel">{t("due.none")}</p>}
          {list(t("due.waiting"), waiting)}
          {possible && possible.length > 0 && list(t("due.possible"), possible)}
        </>
      )}
    </div>
  );

  function list(name: string, items: NonNullable<typeof due>) {
    if (items.length === 0) return null;
    return (
      <section aria-label={name} className="grid gap-3">
        <h2 className="text-lg">{name}</h2>
        <ul className="grid gap-3">
          {items.map(({ market, steps }) => (
            <li key={String(market.id)} className="card relative grid gap-2 p-5">
              <div className="flex flex-wrap items-center gap-2">
                <span className="chip">{t(`resolution.kind.${market.resolverKind}`)}</span>
                <MarketStatus market={market} />
              </div>
              <h3 className="text-lg">
                <Link href={`/market/${market.id}`} className="after:absolute after:inset-0">
                  <bdi>{clean(market.metadata.question)}</bdi>
                </Link>
              </h3>
              <ul className="grid gap-1">
                {steps.map((step) => (
                  <li key={`${step.action}${step.about}`} className={step.isDue ? "font-medium" : "note"}>
                    {stepText(step, t, locale, zone)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
    );
  }
}
