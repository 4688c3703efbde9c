import type { Client } from "viem";
import { getMarkets } from "./getMarkets.ts";
import { getResolution } from "./getResolution.ts";
import type { Resolution, ResolutionStep } from "./resolution.ts";
import { isFinal } from "./status.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Deployment, Market } from "./types.ts";

/** A market where something can be done now. */
export interface Due {
  market: Market;
  /** Without its history. */
  resolution: Resolution;
  /** The steps that are possible now; those that the market waits for (`isDue`) first. */
  steps: ResolutionStep[];
}

/**
 * Everything that somebody can do now to bring markets to their end: first what they wait for, then what is merely possible
 * (such as a dispute), each by the time at which it will be too late. Give `markets` that were read already.
 */
export async function getDue(client: Client, options: { deployment: Deployment; markets?: readonly Market[] }): Promise<Due[]> {
  const markets = options.markets ?? (await getMarkets(client, options));
  // bonds can wait at an optimistic resolver after a market has become void
  const waiting = markets.filter(({ status, resolverKind }) => !isFinal(status) || resolverKind === "optimistic");
  try {
    const due = await Promise.all(
      waiting.map(async (market): Promise<Due> => {
        const resolution = await getResolution(client, { deployment: options.deployment, market, history: false });
        return { market, resolution, steps: resolution.steps.filter(({ isOpen }) => isOpen) };
      }),
    );
    return due.filter(({ steps }) => steps.length > 0).sort((a, b) => urgency(a) - urgency(b));
  } catch (error) {
    throw toPresageError(error);
  }
}

const LATER = 2 ** 40;

function urgency({ steps, market }: Due): number {
  const until = Math.min(...steps.map((step) => step.until ?? market.resolveBy));
  return until + (steps.some(({ isDue }) => isDue) ? 0 : LATER);
}
