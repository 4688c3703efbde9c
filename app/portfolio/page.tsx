import type { Metadata } from "next";
import { ChainError } from "../_components/ChainError.tsx";
import { readMarkets } from "../_lib/chain.server.ts";
import { errorText } from "../_lib/errorText.ts";
import { toJson } from "../_lib/json.ts";
import { PortfolioView } from "./_components/PortfolioView.tsx";

export const metadata: Metadata = { title: "Portfolio" };

export default async function Portfolio() {
  try {
    return <PortfolioView initial={toJson(await readMarkets())} />;
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
