import type { Address } from "viem";
import { z } from "zod";
import { marketNumber, readPages } from "./readPages.ts";

const amount = z.object({ base: z.string().regex(/^\d+$/).transform(BigInt) });
const row = z.object({ id: marketNumber, status: z.string(), seed: amount, creatorFees: amount });

/** An account's markets that are over and still hold a seed or fees for it, as the indexer knows them. Throws if it does not say. */
export async function readUnpaidIds(indexerUrl: string, creator: Address): Promise<bigint[]> {
  const parameters = { creator: creator.toLowerCase() };
  const rows = await readPages(indexerUrl, { path: "v1/markets", parameters, row });
  const isUnpaid = ({ status, seed, creatorFees }: (typeof rows)[number]) =>
    (status === "Resolved" || status === "Void") && (seed.base > 0n || creatorFees.base > 0n);
  return rows.filter(isUnpaid).map(({ id }) => id);
}
