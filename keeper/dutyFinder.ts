import type { Address, Client } from "viem";
import { getMarkets } from "../sdk/getMarkets.ts";
import { getResolution } from "../sdk/getResolution.ts";
import type { Resolution } from "../sdk/resolution.ts";
import { isFinal } from "../sdk/status.ts";
import type { Deployment, Market } from "../sdk/types.ts";
import { type Duty, dutiesOf } from "./dutiesOf.ts";
import { payoutsTo } from "./payoutsTo.ts";
import { readDueIds } from "./readDueIds.ts";
import { readUnpaidIds } from "./readUnpaidIds.ts";

export interface Found {
  duties: Duty[];
  /** Markets in dispute, for the alarms of their arbiters. */
  disputed: { market: Market; resolution: Resolution }[];
  /** Markets that could not be read, each by itself: nobody's fault keeps the others waiting. */
  failed: { marketId: bigint; error: Error }[];
  /** Whether the indexer did not answer, and the chain was searched instead. */
  isWithoutIndexer: boolean;
}

interface Options {
  client: Client;
  deployment: Deployment;
  account: Address;
  indexerUrl: string | undefined;
  /** Whom what waits for them is paid to. */
  payees: readonly Address[];
}

/** Looks for what is due: the indexer says where to look, the chain says what. */
export class DutyFinder {
  readonly #options: Options;
  #known: readonly Market[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  async find(): Promise<Found> {
    const { client, deployment, indexerUrl } = this.#options;
    const named = indexerUrl === undefined ? undefined : await this.#readIds(indexerUrl).catch(() => undefined);
    const markets = await getMarkets(client, { deployment, known: this.#known, ...(named && { ids: named }) });
    this.#remember(markets);
    const found: Found = { duties: [], disputed: [], failed: [], isWithoutIndexer: indexerUrl !== undefined && named === undefined };
    for (const market of markets) {
      // Bonds can wait at the optimistic resolver after a void.
      if (isFinal(market.status) && market.resolverKind !== "optimistic") continue;
      try {
        const { resolution, duties } = await this.#look(market);
        found.duties.push(...duties);
        if (resolution.kind === "optimistic" && resolution.state === "Disputed") found.disputed.push({ market, resolution });
      } catch (error) {
        found.failed.push({ marketId: market.id, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    found.duties.push(...(await this.#payouts(markets)));
    return found;
  }

  /** A duty as it is now; undefined if it is not due any more. */
  async take(key: string, marketId: bigint): Promise<Duty | undefined> {
    const { client, deployment } = this.#options;
    const [market] = marketId === 0n ? [] : await getMarkets(client, { deployment, known: this.#known, ids: [marketId] });
    const payouts = await this.#payouts(market ? [market] : []);
    const payout = payouts.find((duty) => duty.key === key);
    if (payout || !market) return payout;
    const { duties } = await this.#look(market);
    return duties.find((duty) => duty.key === key);
  }

  async #readIds(indexerUrl: string): Promise<bigint[]> {
    const unpaid = this.#options.payees.map((payee) => readUnpaidIds(indexerUrl, payee));
    return [...new Set((await Promise.all([readDueIds(indexerUrl), ...unpaid])).flat())];
  }

  async #payouts(markets: readonly Market[]): Promise<Duty[]> {
    const { client, deployment, payees } = this.#options;
    return (await Promise.all(payees.map((account) => payoutsTo(client, { deployment, account, markets })))).flat();
  }

  async #look(market: Market): Promise<{ resolution: Resolution; duties: Duty[] }> {
    const { client, deployment, account } = this.#options;
    const resolution = await getResolution(client, { deployment, market, history: false });
    return { resolution, duties: dutiesOf(market, resolution, { markets: deployment.contracts.Markets, account }) };
  }

  #remember(markets: readonly Market[]): void {
    const byId = new Map(this.#known.map((market) => [market.id, market]));
    for (const market of markets) byId.set(market.id, market);
    this.#known = [...byId.values()];
  }
}
