import type { Client } from "viem";
import type { PresageError } from "./errors.ts";
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

/** A market whose resolution cannot be read, and why: a stranger's feed or court that answers nonsense, for example. */
export interface Unreadable {
  market: Market;
  error: PresageError;
}

/**
 * Everything that somebody can do now to bring markets to their end: first what they wait for, then what is merely possible
 * (such as a dispute), each by the time at which it will be too late. Give `markets` that were read already. Each is read by
 * itself: what cannot be read is in `unreadable`, and keeps nobody from the others. Throws only if the chain does not answer.
 */
export async function getDue(
  client: Client,
  options: { deployment: Deployment; markets?: readonly Market[] },
): Promise<{ due: Due[]; unreadable: Unreadable[] }> {
  const markets = options.markets ?? (await getMarkets(client, options));
  // bonds can wait at an optimistic resolver after a market has become void
  const waiting = markets.filter(({ status, resolverKind }) => !isFinal(status) || resolverKind === "optimistic");
  const unreadable: Unreadable[] = [];
  const read = async (market: Market): Promise<Due[]> => {
    try {
      const resolution = await getResolution(client, { deployment: options.deployment, market, history: false });
      const steps = resolution.steps.filter(({ isOpen }) => isOpen);
      return steps.length > 0 ? [{ market, resolution, steps }] : [];
    } catch (error) {
      const reason = toPresageError(error);
      if (reason.code === "RpcUnavailable" || reason.code === "WrongChain") throw reason;
      unreadable.push({ market, error: reason });
      return [];
    }
  };
  const due = (await Promise.all(waiting.map(read))).flat();
  return { due: due.sort((a, b) => urgency(a) - urgency(b)), unreadable };
}

const LATER = 2 ** 40;

function urgency({ steps, market }: Due): number {
  const until = Math.min(...steps.map((step) => step.until ?? market.resolveBy));
  return until + (steps.some(({ isDue }) => isDue) ? 0 : LATER);
}
