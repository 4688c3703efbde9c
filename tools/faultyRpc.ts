import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/**
 * What goes wrong with a request. `hang`: taken and never answered. `drop`: forwarded, but the connection is closed instead of
 * an answer. `hold`: forwarded, and never answered. `close`: closed before it is forwarded.
 */
export type Fault =
  | { kind: "delay"; milliseconds: number }
  | { kind: "hang" }
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  | { kind: "html" }
  | { kind: "truncate" }
  | { kind: "close" }
  | { kind: "drop" }
  | { kind: "hold" }
  | { kind: "chainId"; id: number }
  | { kind: "head"; offset: number };

interface Call {
  id: unknown;
  method: string;
  params?: unknown[];
}

export interface FaultyRpc {
  url: string;
  /** The methods that were asked for, in order; those of one batch one after the other. */
  calls: string[];
  /** HTTP requests taken. */
  requests: () => number;
  /** The most requests that were under way together. */
  mostAtOnce: () => number;
  /** From now on: every request suffers it, or those whose methods (all of a batch) it is told for; none heals it. */
  suffer: (fault?: Fault, isHit?: (methods: string[]) => boolean) => void;
  /** Ends listening and closes all connections: nobody is at that port any more. */
  close: () => Promise<void>;
}

/** A JSON-RPC proxy that fails as told, before the node at `target`. It listens on a free port of this machine, or on `port`. */
export async function startFaultyRpc(target: string, port = 0): Promise<FaultyRpc> {
  const calls: string[] = [];
  const sockets = new Set<Socket>();
  let requests = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  let fault: Fault | undefined;
  let isHit: (methods: string[]) => boolean = () => true;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests++;
    mostAtOnce = Math.max(mostAtOnce, ++underWay);
    response.on("close", () => underWay--);
    const body = await textOf(request);
    const asked = JSON.parse(body) as Call | Call[];
    const methods = [asked].flat().map(({ method }) => method);
    calls.push(...methods);
    const now = fault && isHit(methods) ? fault : undefined;
    if (now?.kind === "hang") return;
    if (now?.kind === "close") return void request.socket.destroy();
    if (now?.kind === "status") return void response.writeHead(now.status, now.headers).end(now.body ?? "");
    if (now?.kind === "html")
      return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Maintenance</title>");
    if (now?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, now.milliseconds));

    const forwarded = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
    const answer = await forwarded.text();
    if (now?.kind === "drop") return void request.socket.destroy();
    if (now?.kind === "hold") return;
    const text = now?.kind === "chainId" || now?.kind === "head" ? alter(asked, JSON.parse(answer), now) : answer;
    response
      .writeHead(forwarded.status, { "content-type": "application/json" })
      .end(now?.kind === "truncate" ? text.slice(0, text.length / 2) : text);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    requests: () => requests,
    mostAtOnce: () => mostAtOnce,
    suffer: (next, isHitBy = () => true) => {
      fault = next;
      isHit = isHitBy;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The same answers, but of another chain or of another head. */
function alter(asked: Call | Call[], answered: unknown, fault: Extract<Fault, { kind: "chainId" | "head" }>): string {
  const method = fault.kind === "chainId" ? "eth_chainId" : "eth_blockNumber";
  const altered = [asked].flat().filter((call) => call.method === method);
  for (const answer of [answered].flat() as { id: unknown; result?: string }[]) {
    if (!altered.some(({ id }) => id === answer.id)) continue;
    const number = fault.kind === "chainId" ? fault.id : Math.max(0, Number(answer.result) + fault.offset);
    answer.result = `0x${number.toString(16)}`;
  }
  return JSON.stringify(answered);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
