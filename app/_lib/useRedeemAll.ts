"use client";

import { useConnection } from "wagmi";
import { type Claim, totalsOf } from "../../sdk/claimsOf.ts";
import { payClaims } from "../../sdk/payClaims.ts";
import { useChainConfig, useTexts } from "../_components/Providers.tsx";
import { errorText } from "./errorText.ts";
import { money } from "./format.ts";
import { transactions } from "./transactions.ts";
import { useClient } from "./useChain.ts";
import { useReadAgain, useRun } from "./useSend.ts";

/** Has everything paid that is owed, by one click: what fails is named with its reason, and the rest is paid all the same. */
export function useRedeemAll() {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const { address } = useConnection();
  const client = useClient();
  const run = useRun();
  const readAgain = useReadAgain();

  return async (claims: readonly Claim[]): Promise<void> => {
    if (transactions.isBusy() || !address) return;
    const what = t("portfolio.redeemAll");
    const send = (call: Parameters<Parameters<typeof payClaims>[1]["send"]>[0]) => run(what, { call: () => call });
    try {
      const { paid, failed } = await payClaims(client, { deployment, account: address, claims, send });
      const sums = totalsOf(paid.flatMap((payment) => payment.claims)).map(({ amount, token }) => money(amount, token, locale));
      const said = sums.length > 0 ? t("portfolio.paid", { amount: sums.join(" + ") }) : "";
      const hash = paid.at(-1)?.receipt.transactionHash;
      const leftOut = failed.map(({ claim, error }) =>
        t("portfolio.leftOut", { amount: money(claim.amount, claim.token, locale), reason: errorText(error).message }),
      );
      if (failed.length === 0) transactions.set({ stage: "done", what: `${what}. ${said}`, ...(hash && { hash }) });
      else transactions.set({ stage: "failed", what, error: [said, ...leftOut].filter(Boolean).join(" ") });
    } catch (error) {
      const { message, remedy } = errorText(error);
      transactions.set({ stage: "failed", what, error: `${message} ${remedy}` });
    }
    await readAgain();
  };
}
