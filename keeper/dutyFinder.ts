import type { Address, Client } from "viem";
import { getMarkets } from "../sdk/getMarkets.ts";
import { getResolution } from "../sdk/getResolution.ts";
import type { Resolution } from "../sdk/resolution.ts";
import { isFinal } from "../sdk/status.ts";
import type { Deployment, Market } from "../sdk/types.ts";
import { type Duty, dutiesOf } from "./dutiesOf.ts";
import { readDueIds } from "./readDueIds.ts";

export interface Found {
  duties: Duty[];
  /** Markets in dispute, for the alarms of their arbiters. */
  disputed: { market: Market; resolution: Resolution }[];
  /** Markets that could not be read, each by itself: nobody's fault keeps the others waiting. */
  failed: { marketId: bigint; error: Error }[];
  /** Whether the indexer did not answer, and the chain was searched instead. */
  isWithoutIndexer: boolean;
}

/** Looks for what is due: the indexer says where to look, the chain says what. */
export class DutyFinder {
  readonly #options: { client: Client; deployment: Deployment; account: Address; indexerUrl: string | undefined };
  #known: readonly Market[] = [];

  constructor(options: { client: Client; deployment: Deployment; account: Address; indexerUrl: string | undefined }) {
    this.#options = options;
  }

  async find(): Promise<Found> {
    const { client, deployment, indexerUrl } = this.#options;
    const named = indexerUrl === undefined ? undefined : await readDueIds(indexerUrl).catch(() => undefined);
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
    return found;
  }

  /** A duty as it is now; undefined if it is not due any more. */
  async take(key: string, marketId: bigint): Promise<Duty | undefined> {
    const { client, deployment } = this.#options;
    const [market] = await getMarkets(client, { deployment, known: this.#known, ids: [marketId] });
    if (!market) return undefined;
    const { duties } = await this.#look(market);
    return duties.find((duty) => duty.key === key);
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
