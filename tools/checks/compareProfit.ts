import type { PublicClient } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { type Ledgers, recomputeProfit } from "./recomputeProfit.ts";

type Answer<T> = { asOf: { block: number }; data: T; next: string | null };
type Amount = { base: string };
type Row = { marketId: string } & Record<"paid" | "received" | "realized" | "unrealized" | "profit" | "value" | "cost", Amount>;
type Position = { id: string } & Record<"amount" | "cost" | "value", Amount>;

export interface Comparison {
  accounts: number;
  figures: number;
  mismatches: string[];
}

/** Holds every account of the indexer against the chain, figure by figure. The chain must stand still. */
export async function compareProfit(client: PublicClient, deployment: Deployment, indexer: string): Promise<Comparison> {
  const { ledgers, faults } = await recomputeProfit(client, deployment);
  const mismatches = [...faults];
  let figures = 0;
  const same = (what: string, given: Amount | string | undefined, expected: bigint) => {
    figures++;
    const base = typeof given === "object" ? given.base : given;
    if (base !== String(expected)) mismatches.push(`${what}: the indexer says ${base}, the chain ${expected}`);
  };
  for (const [account, byMarket] of ledgers) {
    const rows = await readAll<Row>(`${indexer}/v1/accounts/${account}/markets`);
    const portfolio = (
      await read<{ positions: Position[]; totals: { profit: Amount; realized: Amount }[] }>(
        `${indexer}/v1/accounts/${account}?include=unknown`,
      )
    ).data;
    const total = { realized: 0n, profit: 0n };
    for (const [marketId, ledger] of byMarket) {
      const row = rows.find((each) => each.marketId === String(marketId));
      const where = `${account} in market ${marketId}`;
      const positions = [...ledger.positions];
      const value = positions.reduce((sum, [, each]) => sum + each.value, 0n);
      const cost = positions.reduce((sum, [, each]) => sum + each.cost, 0n);
      same(`${where}, paid`, row?.paid, ledger.paid);
      same(`${where}, received`, row?.received, ledger.received);
      same(`${where}, realized`, row?.realized, ledger.realized);
      same(`${where}, value`, row?.value, value);
      same(`${where}, cost`, row?.cost, cost);
      same(`${where}, profit`, row?.profit, ledger.realized + value - cost);
      total.realized += ledger.realized;
      total.profit += ledger.realized + value - cost;
      for (const [id, expected] of positions) {
        const shown = portfolio.positions.find((each) => each.id === String(id));
        same(`${where}, amount of ${id}`, shown?.amount, expected.amount);
        same(`${where}, cost of ${id}`, shown?.cost, expected.cost);
        same(`${where}, value of ${id}`, shown?.value, expected.value);
      }
    }
    const count = [...byMarket.values()].reduce((sum, { positions }) => sum + positions.size, 0);
    same(`${account}, number of positions`, String(portfolio.positions.length), BigInt(Math.min(count, 500)));
    same(`${account}, number of markets`, String(rows.length), BigInt(byMarket.size));
    if (portfolio.totals.length === 1) {
      same(`${account}, realized in all`, portfolio.totals[0].realized, total.realized);
      same(`${account}, profit in all`, portfolio.totals[0].profit, total.profit);
    }
  }
  mismatches.push(...conservation(ledgers));
  return { accounts: ledgers.size, figures, mismatches };
}

/** Nothing comes from nowhere, and nothing goes elsewhere: what an account realized is what the chain paid it and what it paid, and what is left. */
function conservation(ledgers: Ledgers): string[] {
  return [...ledgers].flatMap(([account, byMarket]) =>
    [...byMarket].flatMap(([marketId, { paid, received, realized, positions }]) => {
      const cost = [...positions.values()].reduce((sum, each) => sum + each.cost, 0n);
      if (realized - cost === received - paid) return [];
      return [`${account} in market ${marketId}: realized − cost is ${realized - cost}, received − paid ${received - paid}`];
    }),
  );
}

async function readAll<T>(url: string): Promise<T[]> {
  const rows: T[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const page: Answer<T[]> = await read<T[]>(`${url}?limit=100${next ? `&cursor=${next}` : ""}`);
    rows.push(...page.data);
    next = page.next;
  }
  return rows;
}

async function read<T>(url: string): Promise<Answer<T>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer<T>;
}
