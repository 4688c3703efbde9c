import { z } from "zod";
import { marketNumber, readPages } from "./readPages.ts";

const row = z.object({ market: z.object({ id: marketNumber }) });

/** The markets on their way to an answer, as the indexer knows them. Throws if it does not say. */
export async function readDueIds(indexerUrl: string): Promise<bigint[]> {
  // what is due is due, whoever vouches for it
  const rows = await readPages(indexerUrl, { path: "v1/due", parameters: { include: "unknown" }, row });
  return rows.map(({ market }) => market.id);
}
