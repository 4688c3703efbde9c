import type { Account, Address, PublicClient } from "viem";
import type { PresageError } from "../../sdk/errors.ts";
import type { Report } from "../../sdk/specification/lintSpecification.ts";
import { readTerms } from "../../sdk/specification/readTerms.ts";
import type { Context } from "../../sdk/specification/rules/rule.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Draft, draftMarket, simulateMarket } from "./createMarket.ts";
import { lintFile } from "./readSpecification.ts";

export interface There {
  publicClient: PublicClient;
  deployment: Deployment;
  account: Account | Address;
  /** The chain's time, Unix seconds. */
  now: number;
  titles?: readonly string[];
}

/**
 * Checks a file against a network: its names, what they stand for, and what its contracts would refuse, each at its place in
 * the file. The draft is given if nothing but warnings was found; `isNew` tells which drafts are simulated (all unless told).
 */
export async function lintThere(
  file: string,
  { publicClient, deployment, account, now, titles = [] }: There,
  isNew: (draft: Draft) => boolean = () => true,
): Promise<Report & { draft?: Draft; refusal?: PresageError }> {
  const known: Context = { now, deployment, titles };
  const named = lintFile(file, now, known);
  const { specification } = named;
  // a close that has passed says nothing about a market that stands already
  if (!specification || named.findings.some(({ code, severity }) => severity === "error" && code !== "close-time")) return named;
  try {
    const context = { ...known, terms: await readTerms(publicClient, { specification, deployment }) };
    const report = lintFile(file, now, context);
    if (report.findings.some(({ code, severity }) => severity === "error" && code !== "close-time")) return report;
    const draft = await draftMarket(specification, { deployment, publicClient, now });
    if (report.ok && isNew(draft)) await simulateMarket(draft, { publicClient, account }, deployment);
    return { ...report, draft };
  } catch (error) {
    const refusal = toPresageError(error);
    if (refusal.code === "RpcUnavailable") throw refusal;
    return { ...lintFile(file, now, { ...known, refusal }), refusal };
  }
}
