"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Translate, translate } from "../_lib/translate.ts";

const LOCALE = "en-GB";

const Given = createContext<{ texts: Readonly<Record<string, string>>; t: Translate; locale: string }>({
  texts: {},
  t: translate({}),
  locale: LOCALE,
});

/** Adds texts to those that the parts around it gave. */
export function TextsProvider({ texts, children }: { texts: Readonly<Record<string, string>>; children: ReactNode }) {
  const outer = useContext(Given);
  const given = useMemo(() => {
    const all = { ...outer.texts, ...texts };
    return { texts: all, t: translate(all), locale: outer.locale };
  }, [outer, texts]);
  return <Given.Provider value={given}>{children}</Given.Provider>;
}

/** The language of the app and its texts. */
export function useTexts(): { t: Translate; locale: string } {
  return useContext(Given);
}
