"use client";

import { useTexts } from "./_components/TextsProvider.tsx";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { t } = useTexts();
  return (
    <div role="alert" className="card panel mx-auto max-w-lg grid gap-3">
      <h1 className="text-xl">{t("error.title")}</h1>
      <p className="note">{t("error.chainHint")}</p>
      <button type="button" className="btn justify-self-start" onClick={reset}>
        {t("error.retry")}
      </button>
    </div>
  );
}
