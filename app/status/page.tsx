import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import { Queries } from "../_components/Queries.tsx";
import { Texts } from "../_components/Texts.tsx";
import { StatusView } from "./_components/StatusView.tsx";

export const metadata: Metadata = { title: "Status" };

export default async function Status() {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), process.env.PRESAGE_DIST_DIR ?? ".next", "BUILD_ID");
  return (
    <Texts of={["statusPage", "history", "fresh", "loading"]}>
      <Queries>
        <StatusView build={(await readFile(file, "utf8").catch(() => "")).trim()} />
      </Queries>
    </Texts>
  );
}
