import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import { StatusView } from "./_components/StatusView.tsx";

export const metadata: Metadata = { title: "Status" };

export default async function Status() {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), process.env.PRESAGE_DIST_DIR ?? ".next", "BUILD_ID");
  return <StatusView build={(await readFile(file, "utf8").catch(() => "")).trim()} />;
}
