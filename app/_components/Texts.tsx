import type { ReactNode } from "react";
import { textsOf } from "../_lib/messages.ts";
import { TextsProvider } from "./TextsProvider.tsx";

const chosen = new Map<string, Record<string, string>>();

/** Gives what runs in the browser the texts that it uses, by the first words of their keys, and no others. */
export function Texts({ of, children }: { of: readonly string[]; children: ReactNode }) {
  const key = of.join();
  const texts = chosen.get(key) ?? textsOf(of);
  chosen.set(key, texts);
  return <TextsProvider texts={texts}>{children}</TextsProvider>;
}
