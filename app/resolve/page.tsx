import type { Metadata } from "next";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import { DueList } from "./_components/DueList.tsx";

export const metadata: Metadata = { title: "To resolve" };

export default function Resolve() {
  return (
    <Texts of={["due", "step", "status", "resolution", "fallback", "loading"]}>
      <Queries>
        <DueList />
      </Queries>
    </Texts>
  );
}
