import { ordersPath } from "../../../_lib/ordersPath.ts";
import { passOn, problem } from "../../../_lib/passOn.ts";
import { relayUrl } from "../../../_lib/relayUrl.ts";

const TIMEOUT_MS = 6_000;
/** An order with the longest signature that is kept, and a permit. */
const MOST_BYTES = 16_384;
const UNAVAILABLE = {
  code: "RelayUnavailable",
  message: "The relay of limit orders does not answer.",
  remedy: "What was signed stays valid until it expires: look at your open orders before you sign it again.",
};
const NOT_PASSED_ON = { code: "NotFound", message: "This is not passed on to the relay." };

/** The relay's answers on this server's own address. */
export async function GET(request: Request, { params }: RouteContext<"/api/orders/[...path]">): Promise<Response> {
  const { path: segments } = await params;
  const path = ordersPath(segments, new URL(request.url).searchParams);
  const url = path === null ? null : relayUrl(path);
  if (path === null || url === null) return problem(404, NOT_PASSED_ON);
  return passOn(request, url, { limit: TIMEOUT_MS, isStream: path.startsWith("stream"), unavailable: UNAVAILABLE });
}

/** Hands a signed order on; the relay judges it. */
export async function POST(request: Request, { params }: RouteContext<"/api/orders/[...path]">): Promise<Response> {
  const { path: segments } = await params;
  const url = segments.join("/") === "orders" ? relayUrl("orders") : null;
  if (url === null) return problem(404, NOT_PASSED_ON);
  const body = await textUpTo(request, MOST_BYTES);
  if (body === undefined) {
    const message = `The order is longer than ${MOST_BYTES} bytes.`;
    return problem(413, { code: "OrderTooLong", message, remedy: "Sign a plain order; nothing was placed." });
  }
  return passOn(request, url, { limit: TIMEOUT_MS, isStream: false, body, unavailable: UNAVAILABLE });
}

/** A body of no more than so many bytes, whatever its headers say; undefined if there is more. */
async function textUpTo(request: Request, most: number): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
