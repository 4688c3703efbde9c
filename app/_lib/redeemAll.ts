import type { Address } from "viem";
import { totalsOf } from "../../sdk/claimsOf.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { payClaims } from "../../sdk/payClaims.ts";
import type { Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { readerOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import { moneyText } from "./moneyText.ts";
import { readAnew } from "./queries.ts";
import { run } from "./sendPlanned.ts";
import { transactions } from "./transactions.ts";
import type { Translate } from "./translate.ts";

/** Has everything paid that is owed in these markets, by one click: what fails is named with its reason, and the rest is paid all the same. */
export async function redeemAll(options: {
  account: Address;
  markets: readonly Market[];
  config: ChainConfig;
  t: Translate;
  locale: string;
}): Promise<void> {
  const { account, markets, config, t, locale } = options;
  if (transactions.isBusy()) return;
  const { deployment } = config;
  const client = readerOf(config);
  const what = t("portfolio.redeemAll");
  const show = (amount: bigint, token: Market["collateral"]) => moneyText(amount, token, { collaterals: deployment.collaterals, locale });
  try {
    transactions.set({ stage: "signing", what });
    const { claims } = await getClaims(client, { deployment, account, markets });
    const { paid, failed } = await payClaims(client, {
      deployment,
      account,
      claims,
      send: (call) => run({ what, planned: { call: () => call }, config, t, locale }),
    });
    const sums = totalsOf(paid.flatMap((payment) => payment.claims)).map(({ amount, token }) => show(amount, token));
    const said = sums.length > 0 ? t("portfolio.paid", { amount: sums.join(" · ") }) : "";
    const hash = paid.at(-1)?.receipt.transactionHash;
    const leftOut = failed.map(({ claim, error }) =>
      t("portfolio.leftOut", {
        what: t(`claim.${claim.kind}`),
        amount: show(claim.amount, claim.token),
        reason: errorText(error, { token: claim.token }).message,
      }),
    );
    if (failed.length === 0) transactions.set({ stage: "done", what: `${what}. ${said}`, ...(hash && { hash }) });
    else transactions.set({ stage: "failed", what, error: [said, ...leftOut].filter(Boolean).join(" ") });
  } catch (error) {
    const { message, remedy } = errorText(error);
    transactions.set({ stage: "failed", what, error: `${message} ${remedy}` });
  }
  await readAnew();
}
