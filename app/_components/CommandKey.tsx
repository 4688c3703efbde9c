"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Icon } from "../_ui/Icon.tsx";
import { useTexts } from "./TextsProvider.tsx";

const CommandSearch = dynamic(() => import("./CommandSearch.tsx").then(({ CommandSearch }) => CommandSearch), { ssr: false });

/** Opens the search of everything, by ⌘K or Ctrl+K or, where there is no room for a field, by a button. It is loaded then. */
export function CommandKey() {
  const { t } = useTexts();
  const [state, setState] = useState<"unused" | "open" | "closed">("unused");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setState((before) => (before === "open" ? "closed" : "open"));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className="icon-button md:hidden"
        aria-label={t("command.title")}
        aria-haspopup="dialog"
        onClick={() => setState("open")}
      >
        <Icon name="search" />
      </button>
      {state !== "unused" && <CommandSearch isOpen={state === "open"} onOpen={(isOpen) => setState(isOpen ? "open" : "closed")} />}
    </>
  );
}
