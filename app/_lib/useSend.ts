"use client";

import type { Planned } from "../../sdk/planned.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import { useTexts } from "../_components/TextsProvider.tsx";
import type { SendOutcome } from "./sendPlanned.ts";
import { transactions } from "./transactions.ts";
import { useAccount } from "./useAccount.ts";

/**
 * Sends what was planned for the connected account, with the allowance that it needs. The plan comes as a function, so that the
 * code that encodes calls is loaded by then and not before. Returns what became of it, undefined if it failed; the rest is in
 * the transaction's status. One at a time: nothing is submitted twice.
 */
export function useSend() {
  const config = useChainConfig();
  const { address } = useAccount();
  const { t, locale } = useTexts();

  return async (what: string, plan: () => Promise<Planned>): Promise<SendOutcome | undefined> => {
    if (transactions.isBusy() || !address) return undefined;
    transactions.set({ stage: "signing", what });
    try {
      const [{ sendPlanned }, planned] = await Promise.all([import("./sendPlanned.ts"), plan()]);
      return await sendPlanned({ what, planned, config, t, locale });
    } catch (error) {
      // the page's own code could not be loaded: the server was replaced, or there is no network
      transactions.set({ stage: "failed", what, error: t("tx.notLoaded") });
      console.error(error);
      return undefined;
    }
  };
}
