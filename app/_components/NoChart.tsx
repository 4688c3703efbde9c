"use client";

import { useTexts } from "./TextsProvider.tsx";

/** In place of a picture that this browser cannot draw. */
export function NoChart() {
  const { t } = useTexts();
  return (
    <p role="status" className="note rounded-xl bg-sunk/60 p-4">
      {t("chart.cannot")}
    </p>
  );
}
