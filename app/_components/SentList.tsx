"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { relative, shortAddress } from "../_lib/format.ts";
import { type Sent, sent, sentKey } from "../_lib/sent.ts";
import type { SentState } from "../_lib/stateOfSent.ts";
import { transactions } from "../_lib/transactions.ts";
import { useAccount } from "../_lib/useAccount.ts";
import { Button } from "../_ui/Button.tsx";
import { useChainConfig } from "./Providers.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** Milliseconds between two looks at what was sent: soon at first, for days at rest. */
const SOON = 3_000;
const LATER = 20_000;
const SOON_FOR = 300_000;
/** After these nothing comes. */
const ENDED: readonly SentState["at"][] = ["done", "failed", "replaced"];

/** What was sent and has not ended, but what the page is busy with: for days if others have to sign, until it is put away. */
export function SentList() {
  const { t } = useTexts();
  const all = useSyncExternalStore(sent.subscribe, sent.get, sent.getOnServer);
  const transaction = useSyncExternalStore(transactions.subscribe, transactions.get, transactions.getOnServer);
  const current = transaction?.stage === "pending" ? sentKey(transaction) : undefined;
  const rest = all.filter((each) => sentKey(each) !== current);
  if (rest.length === 0) return null;
  return (
    <section aria-label={t("sent.title")} className="mx-auto w-full max-w-7xl px-4 pt-4">
      <ul className="grid gap-2">
        {rest.map((each) => (
          <SentRow key={sentKey(each)} of={each} />
        ))}
      </ul>
    </section>
  );
}

function SentRow({ of }: { of: Sent }) {
  const { t, locale } = useTexts();
  const config = useChainConfig();
  const { address } = useAccount();
  const [state, setState] = useState<SentState>();
  const key = sentKey(of) as string;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` and `at` say which it is; the wallet that is connected may know more
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    const look = async () => {
      const found = await import("../_lib/stateOfSent.ts").then(({ stateOfSent }) => stateOfSent(config, of)).catch(() => undefined);
      if (isLeft) return;
      if (found) setState(found);
      if (found?.at === "done") {
        sent.remove(key);
        if (!transactions.isBusy()) transactions.set({ stage: "done", what: of.what, hash: found.hash });
      }
      if (found && ENDED.includes(found.at)) {
        const { readAnew } = await import("../_lib/queries.ts");
        return readAnew();
      }
      timer = setTimeout(look, Date.now() - of.at < SOON_FOR ? SOON : LATER);
    };
    void look();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [config, key, of.at, address]);

  return (
    <li className="notice flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-60 flex-1">
        <span className="font-medium">{t(`sent.${state?.at ?? "chain"}`, { account: shortAddress(of.account) })}</span> {of.what}
        {state?.at === "failed" && state.reason && `. ${state.reason}`}
        {` · ${relative(Math.floor(of.at / 1000), Math.floor(Date.now() / 1000), locale)}`}
      </p>
      <Button size="small" onClick={() => sent.remove(key)}>
        {t("sent.putAway")}
      </Button>
    </li>
  );
}
