"use client";

import { useSyncExternalStore } from "react";
import { LOCALE } from "./locale.ts";
import { type Reader, readerOf } from "./reader.ts";

const UNKNOWN: Reader = { locale: LOCALE };
let known: Reader | undefined;

/** The reader's own way, once the page runs in their browser: the server cannot know it. */
export function useReader(): Reader {
  return useSyncExternalStore(
    subscribe,
    () => (known ??= read()),
    () => UNKNOWN,
  );
}

function subscribe(listener: () => void): () => void {
  const changed = () => {
    known = undefined;
    listener();
  };
  addEventListener("languagechange", changed);
  return () => removeEventListener("languagechange", changed);
}

function read(): Reader {
  return readerOf({ language: navigator.language, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone });
}
