"use client";

import { useState, useSyncExternalStore } from "react";
import { ownTokenList } from "../_lib/ownTokenList.ts";
import { Button } from "../_ui/Button.tsx";
import { buttonLook } from "../_ui/buttonLook.ts";
import { useChainConfig } from "./Providers.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** The reader's own token list: opened from a file where `isOffered`, named once it is there, and removed again. */
export function TokenListChoice({ isOffered }: { isOffered: boolean }) {
  const { t } = useTexts();
  const { chainId } = useChainConfig();
  const list = useSyncExternalStore(ownTokenList.subscribe, ownTokenList.get, ownTokenList.getOnServer);
  const [trouble, setTrouble] = useState("");
  if (!list && !isOffered) return null;

  const open = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { openTokenList } = await import("../_lib/openTokenList.ts");
      setTrouble(ownTokenList.set(await openTokenList(file, chainId)) ? "" : t("tokenList.notKept"));
    } catch (error) {
      const { errorText } = await import("../_lib/errorText.ts");
      const { message, remedy } = errorText(error);
      setTrouble(`${message} ${remedy}`);
    }
    input.value = ""; // the same file, mended, is a choice again
  };
  const remove = () => {
    ownTokenList.set(null);
    setTrouble("");
  };
  return (
    <section aria-label={t("tokenList.title")} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="note min-w-60 flex-1" style={{ overflowWrap: "anywhere" }}>
        {list ? t("tokenList.opened", { name: list.name, count: list.tokens.length }) : t("tokenList.hint")}
      </p>
      <div className="flex flex-wrap gap-2">
        <label className={buttonLook({ size: "small", className: "relative" })}>
          {t(list ? "tokenList.other" : "tokenList.open")}
          <input type="file" accept=".json,application/json" className="sr-only" onChange={({ target }) => void open(target)} />
        </label>
        {list && (
          <Button size="small" tone="quiet" onClick={remove}>
            {t("tokenList.remove")}
          </Button>
        )}
      </div>
      {trouble && (
        <p role="alert" className="w-full text-sm text-bad" style={{ overflowWrap: "anywhere" }}>
          {trouble}
        </p>
      )}
    </section>
  );
}
