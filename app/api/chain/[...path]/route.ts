import { toPresageError } from "../../../../sdk/toPresageError.ts";
import { readChainPath } from "../../../_lib/chainReads.server.ts";
import { errorText } from "../../../_lib/errorText.ts";
import { toJson } from "../../../_lib/json.ts";

const HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

/** The chain's state on this server's own address: no page has to speak to an RPC before somebody connects. */
export async function GET(request: Request, { params }: RouteContext<"/api/chain/[...path]">): Promise<Response> {
  const { path } = await params;
  try {
    const answer = await readChainPath(path.join("/"), new URL(request.url).searchParams);
    if (answer === undefined) return problem(404, "NotFound", "There is no such reading.");
    return new Response(toJson(answer), { headers: HEADERS });
  } catch (error) {
    const { code } = toPresageError(error);
    return problem(code === "UnknownMarket" ? 404 : 503, code, errorText(error).message);
  }
}

function problem(status: number, code: string, message: string): Response {
  return new Response(JSON.stringify({ error: { code, message } }), { status, headers: HEADERS });
}
