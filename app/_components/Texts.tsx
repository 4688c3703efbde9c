import type { ReactNode } from "react";
import { textsOf } from "../_lib/messages.ts";
import { TextsProvider } from "./TextsProvider.tsx";

/** Gives what runs in the browser the texts that it uses, by the first words of their keys, and no others. */
export function Texts({ of, children }: { of: readonly string[]; children: ReactNode }) {
  return <TextsProvider texts={textsOf(of)}>{children}</TextsProvider>;
}
