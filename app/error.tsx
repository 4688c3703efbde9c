"use client";

import { useTexts } from "./_components/TextsProvider.tsx";
import { Button } from "./_ui/Button.tsx";
import { Trouble } from "./_ui/Trouble.tsx";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { t } = useTexts();
  return (
    <Trouble title={t("error.title")} text={t("error.safe")}>
      <Button tone="primary" onClick={reset}>
        {t("error.retry")}
      </Button>
    </Trouble>
  );
}
