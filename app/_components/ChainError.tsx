"use client";

import { Button } from "../_ui/Button.tsx";
import { Trouble } from "../_ui/Trouble.tsx";
import { useTexts } from "./TextsProvider.tsx";

export function ChainError({ message }: { message: string }) {
  const { t } = useTexts();
  return (
    <Trouble title={t("error.chain")} text={message} hint={t("error.chainHint")}>
      <Button tone="primary" onClick={() => location.reload()}>
        {t("error.retry")}
      </Button>
    </Trouble>
  );
}
