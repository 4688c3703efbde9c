"use client";

import type { Resolution } from "../../../../sdk/resolution.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { utc } from "../../../_lib/format.ts";
import { Countdown } from "../../../_ui/Countdown.tsx";
import { Steps } from "../../../_ui/Steps.tsx";
import { stagesOf } from "../_lib/stagesOf.ts";

/** How far the market is on its way to an answer, with the time that is left of what happens now. */
export function ResolutionLine({ market, resolution }: { market: Market; resolution: Resolution }) {
  const { t, locale } = useTexts();
  return (
    <Steps
      label={t("stage.line")}
      steps={stagesOf(market, resolution).map(({ name, state, at }) => ({
        title: t(`stage.${name}`),
        state,
        stateText: t(`stage.state.${state}`),
        ...(at !== undefined && {
          detail: (
            <>
              {state === "current" && (
                <span className="block font-medium text-ink">
                  <Countdown until={at} />
                </span>
              )}
              {utc(at, locale)}
            </>
          ),
        }),
      }))}
    />
  );
}
