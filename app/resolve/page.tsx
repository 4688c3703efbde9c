import type { Metadata } from "next";
import { ChainError } from "../_components/ChainError.tsx";
import { Prefetched } from "../_components/Prefetched.tsx";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import { readChainPath } from "../_lib/chainReads.server.ts";
import { errorText } from "../_lib/errorText.ts";
import { queryKeys } from "../_lib/queryKeys.ts";
import { readIndexerOnServer } from "../_lib/readIndexerOnServer.ts";
import { DueList } from "./_components/DueList.tsx";

export const metadata: Metadata = { title: "To resolve" };

const TEXTS = ["due", "task", "step", "status", "resolution", "fallback", "payouts", "list", "market", "loading", "card.unknown"];

export default async function Resolve() {
  try {
    const [due, tokens] = await Promise.all([readChainPath("due", new URLSearchParams()), readIndexerOnServer<object>("tokens?used=true")]);
    return (
      <Texts of={TEXTS}>
        <Queries>
          <Prefetched
            readings={[
              [queryKeys.chain("due", "due"), due],
              [queryKeys.indexer("tokens", { used: "true" }), tokens],
            ]}
          >
            <DueList />
          </Prefetched>
        </Queries>
      </Texts>
    );
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
