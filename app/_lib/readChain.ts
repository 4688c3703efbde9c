import type { ChainAnswers } from "./chainAnswers.ts";
import { chainFailureOf } from "./chainFailure.ts";
import { chainFailure, freshness } from "./freshness.ts";
import { fromJson } from "./json.ts";

/** The server gives up on the chain before that. */
const TIMEOUT_MS = 5_000;

/** The server's refusal, with the code of the SDK's error. */
export class ReadingError extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** The chain's state by way of this server, not older than what this page knows of. Throws with the server's words if there is none. */
export async function readChain<name extends keyof ChainAnswers>(_name: name, path: string): Promise<ChainAnswers[name]> {
  const block = freshness.known();
  const known = block > 0n ? `${path.includes("?") ? "&" : "?"}block=${block}` : "";
  const response = await fetch(`/api/chain/${path}${known}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => {
    chainFailure.set("away");
    throw error;
  });
  if (response.ok) {
    chainFailure.set(null);
    return fromJson(await response.text());
  }
  const problem = (await response.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null;
  const failure = chainFailureOf(problem?.error?.code);
  if (failure) chainFailure.set(failure); // anything else was answered by the chain
  throw new ReadingError(problem?.error?.message ?? `The server answered ${response.status}.`, problem?.error?.code);
}
