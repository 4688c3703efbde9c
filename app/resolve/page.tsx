import type { Metadata } from "next";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { ChainError } from "../_components/ChainError.tsx";
import { readMarkets } from "../_lib/chain.server.ts";
import { toJson } from "../_lib/json.ts";
import { DueList } from "./_components/DueList.tsx";

export const metadata: Metadata = { title: "To resolve" };

export default async function Resolve() {
  try {
    return <DueList initial={toJson(await readMarkets())} />;
  } catch (error) {
    return <ChainError message={toPresageError(error).message} />;
  }
}
