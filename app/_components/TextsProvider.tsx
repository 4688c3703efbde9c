"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Translate, translate } from "../_lib/translate.ts";
import { useReader } from "../_lib/useReader.ts";

const Given = createContext<{ texts: Readonly<Record<string, string>>; t: Translate }>({ texts: {}, t: translate({}) });

/** Adds texts to those that the parts around it gave. */
export function TextsProvider({ texts, children }: { texts: Readonly<Record<string, string>>; children: ReactNode }) {
  const outer = useContext(Given);
  const given = useMemo(() => {
    const all = { ...outer.texts, ...texts };
    return { texts: all, t: translate(all) };
  }, [outer, texts]);
  return <Given.Provider value={given}>{children}</Given.Provider>;
}

/** The texts of the app, and how the reader writes numbers and counts hours. */
export function useTexts(): { t: Translate; locale: string; zone?: string } {
  return { t: useContext(Given).t, ...useReader() };
}
