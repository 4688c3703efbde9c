import type { Metadata } from "next";
import { ChainError } from "../_components/ChainError.tsx";
import { Prefetched } from "../_components/Prefetched.tsx";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import { readChainPath } from "../_lib/chainReads.server.ts";
import { errorText } from "../_lib/errorText.ts";
import { queryKeys } from "../_lib/queryKeys.ts";
import { DueList } from "./_components/DueList.tsx";

export const metadata: Metadata = { title: "To resolve" };

const TEXTS = ["due", "task", "step", "status", "resolution", "fallback", "payouts", "list", "market", "loading"];

export default async function Resolve() {
  try {
    const due = await readChainPath("due", new URLSearchParams());
    return (
      <Texts of={TEXTS}>
        <Queries>
          <Prefetched readings={[[queryKeys.chain("due", "due"), due]]}>
            <DueList />
          </Prefetched>
        </Queries>
      </Texts>
    );
  } catch (error) {
    return <ChainError message={errorText(error).message} />;
  }
}
