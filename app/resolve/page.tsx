import type { Metadata } from "next";
import { ChainError } from "../_components/ChainError.tsx";
import { readMarkets } from "../_lib/chain.server.ts";
import { errorText } from "../_lib/errorText.ts";
import { toJson } from "../_lib/json.ts";
import { DueList } from "./_components/DueList.tsx";

export const metadata: Metadata = { title: "To resolve" };

export default async function Resolve() {
  try {
    return <DueList initial={toJson(await readMarkets())} />;
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
