import type { Metadata } from "next";
import { ChainError } from "../_components/ChainError.tsx";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import { readMarkets } from "../_lib/chain.server.ts";
import { errorText } from "../_lib/errorText.ts";
import { toJson } from "../_lib/json.ts";
import { PortfolioView } from "./_components/PortfolioView.tsx";

export const metadata: Metadata = { title: "Portfolio" };

export default async function Portfolio() {
  try {
    return (
      <Texts
        of={[
          "portfolio",
          "position",
          "profit",
          "history",
          "activity",
          "event",
          "fresh",
          "trade",
          "creator",
          "claim",
          "status",
          "market.showAll",
          "card",
          "notFound.back",
          "loading",
          "resolution",
          "chart",
        ]}
      >
        <Queries>
          <PortfolioView initial={toJson(await readMarkets())} />
        </Queries>
      </Texts>
    );
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
