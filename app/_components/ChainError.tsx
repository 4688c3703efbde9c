"use client";

import { useTexts } from "./TextsProvider.tsx";

export function ChainError({ message }: { message: string }) {
  const { t } = useTexts();
  return (
    <div role="alert" className="card panel mx-auto max-w-lg grid gap-3">
      <h1 className="text-xl">{t("error.chain")}</h1>
      <p>{message}</p>
      <p className="note">{t("error.chainHint")}</p>
      <button type="button" className="btn justify-self-start" onClick={() => location.reload()}>
        {t("error.retry")}
      </button>
    </div>
  );
}
