import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Chain, RpcRequestError, type Transport } from "viem";
import { causesOf } from "../causesOf.ts";
import { PresageError } from "../errors.ts";

/** Larger than a transaction that deploys the largest contract, many times over. */
const LARGEST_REQUEST = 32 * 1024 * 1024;
/** "Resource unavailable", with the transport's own error in `data`. */
const UNAVAILABLE = -32002;

interface JsonRpcRequest {
  id?: unknown;
  method?: unknown;
  params?: unknown;
}

/**
 * Serves a transport as an endpoint at a port of this machine, for those who take nothing but an address: Hardhat's networks,
 * and Ponder, which asks each address so many times a second and no more. The address holds a secret, so that no other user
 * and no page in a browser can use it. It keeps no process alive; `close` ends it.
 */
export async function serveTransport(transport: Transport, chain?: Chain): Promise<{ url: string; close: () => void }> {
  const { request } = transport({ ...(chain && { chain }), retryCount: 0 });
  const path = `/${randomBytes(16).toString("hex")}`;

  async function answer({ id = null, method, params }: JsonRpcRequest) {
    try {
      return { jsonrpc: "2.0", id, result: await request({ method, params } as never) };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: errorOf(error) };
    }
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url !== path || incoming.method !== "POST") return void response.writeHead(404).end();
    const asked = JSON.parse(await textOf(incoming)) as JsonRpcRequest | JsonRpcRequest[];
    const answered = Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answered));
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.headersSent || response.writeHead(400).end());
  });
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, close };
}

/** A `PresageError` that came through a served transport, undefined for any other. */
export function servedError(error: unknown): PresageError | undefined {
  for (const cause of causesOf(error)) {
    const { data } = cause as { data?: Pick<PresageError, "code" | "message" | "remedy" | "details"> & { isPresage?: unknown } };
    if (data?.isPresage !== true) continue;
    const { code, message, remedy, details } = data;
    return new PresageError({ code, message, remedy, details, cause: error });
  }
  return undefined;
}

/** What the node said, as it said it; or else what the transport says of its endpoints. */
function errorOf(error: unknown): { code: number; message: string; data?: unknown } {
  const causes = causesOf(error);
  const own = causes.find((cause) => cause instanceof PresageError);
  if (own) {
    const { code, message, remedy, details } = own;
    return { code: UNAVAILABLE, message, data: { isPresage: true, code, message, remedy, details } };
  }
  const refusal = causes.find((cause) => cause instanceof RpcRequestError);
  if (refusal) return { code: refusal.code, message: refusal.details, ...(refusal.data !== undefined && { data: refusal.data }) };
  return { code: -32603, message: error instanceof Error ? error.message : String(error) };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += part.length;
    if (size > LARGEST_REQUEST) throw new Error("The request is too large.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
