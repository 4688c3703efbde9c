import type { Deployment } from "../../sdk/types.ts";
import { type Indexer, startIndexer } from "../test/indexer.ts";
import { readTables } from "../test/tables.ts";
import type { Findings } from "./findings.ts";

type Tables = Record<string, unknown[]>;

/** The tables of an index that has seen nothing but the chain as it is now. */
export async function freshTables(options: { rpcUrl: string; deployment: Deployment }): Promise<Tables> {
  const fresh = await startIndexer(options);
  try {
    return await readTables(fresh);
  } finally {
    await fresh.stop();
  }
}

/** Holds every row of every table of an indexer against those of an index that was built elsewhere. Figures add up by name. */
export async function compareTables(name: string, indexer: Indexer, expected: Tables, findings: Findings): Promise<void> {
  const given = await readTables(indexer);
  let rows = 0;
  let different = 0;
  for (const [table, others] of Object.entries(expected)) {
    rows += others.length;
    const own = given[table] ?? [];
    different += Math.abs(own.length - others.length);
    for (const [index, row] of others.slice(0, own.length).entries()) {
      if (textOf(own[index]) === textOf(row)) continue;
      if (++different === 1) findings.holds(`${name}: row ${index} of ${table} is ${textOf(own[index])}, expected ${textOf(row)}`, false);
    }
  }
  findings.note(`${name}Rows`, rows + Number(findings.figures[`${name}Rows`] ?? 0));
  findings.equal(`${name}RowsThatDiffer`, different + Number(findings.figures[`${name}RowsThatDiffer`] ?? 0), 0);
  findings.holds(`${name}: there is hardly a row to compare`, rows > 100);
}

function textOf(row: unknown): string {
  return JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value));
}
