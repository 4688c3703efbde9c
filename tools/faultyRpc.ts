import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { freePort } from "../sdk/node/freePort.ts";

/**
 * What goes wrong with a request. `delay`: forwarded so much later, give or take the jitter. `hang`: taken and never answered.
 * `drop`: forwarded, but the connection is closed instead of an answer. `hold`: forwarded, and never answered. `close`: closed
 * before it is forwarded. `lag`: answered as a node answers that has not got the newest blocks. `head` and `chainId`: a lie about
 * that alone.
 */
export type Fault =
  | { kind: "delay"; milliseconds: number; jitter?: number }
  | { kind: "hang" }
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  | { kind: "html" }
  | { kind: "truncate" }
  | { kind: "close" }
  | { kind: "drop" }
  | { kind: "hold" }
  | { kind: "chainId"; id: number }
  | { kind: "head"; offset: number }
  | { kind: "lag"; blocks: number };

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
  /** From now on another node answers. */
  aim: (target: string) => void;
  /** Ends listening and closes all connections: nobody is at that port any more. */
  close: () => Promise<void>;
}

/** A JSON-RPC proxy that fails as told, before `node`. It listens on a free port of this machine, or on `port`. */
export async function startFaultyRpc(node: string, port?: number): Promise<FaultyRpc> {
  let target = node;
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
    if (now?.kind === "delay") {
      const milliseconds = now.milliseconds + (now.jitter ?? 0) * (2 * Math.random() - 1);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }

    const seen = now?.kind === "lag" ? Math.max(0, Number(await ask(target, "eth_blockNumber")) - now.blocks) : undefined;
    const sent = seen === undefined ? body : JSON.stringify(asOf(asked, seen));
    const forwarded = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body: sent });
    const answer = await forwarded.text();
    if (now?.kind === "drop") return void request.socket.destroy();
    if (now?.kind === "hold") return;
    const altered = now?.kind === "chainId" || now?.kind === "head" ? alter(asked, JSON.parse(answer), now) : answer;
    const text = seen === undefined ? altered : hideLater(asked, JSON.parse(answer), seen);
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
  const at = port ?? (await freePort());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${at}`,
    calls,
    requests: () => requests,
    mostAtOnce: () => mostAtOnce,
    suffer: (next, isHitBy = () => true) => {
      fault = next;
      isHit = isHitBy;
    },
    aim: (next) => {
      target = next;
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

async function ask(target: string, method: string): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] });
  const response = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
  return ((await response.json()) as { result: unknown }).result;
}

/** The same questions to a node whose newest block is `head`. */
function asOf(asked: Call | Call[], head: number): Call | Call[] {
  const hex = `0x${head.toString(16)}`;
  const rewrite = (call: Call): Call => ({
    ...call,
    params: call.params?.map((param) => {
      if (param === "latest" || param === "pending") return hex;
      if (call.method !== "eth_getLogs" || typeof param !== "object" || param === null) return param;
      const { toBlock } = param as { toBlock?: string };
      const isLater = toBlock === undefined || !toBlock.startsWith("0x") || Number(toBlock) > head;
      return "blockHash" in param || !isLater ? param : { ...param, toBlock: hex };
    }),
  });
  return Array.isArray(asked) ? asked.map(rewrite) : rewrite(asked);
}

/** The same answers without what a node whose newest block is `head` cannot know. */
function hideLater(asked: Call | Call[], answered: unknown, head: number): string {
  const methods = new Map([asked].flat().map(({ id, method }) => [id, method]));
  for (const answer of [answered].flat() as { id: unknown; result?: unknown }[]) {
    if (methods.get(answer.id) === "eth_blockNumber") answer.result = `0x${head.toString(16)}`;
    const { number, blockNumber } = Object(answer.result) as { number?: unknown; blockNumber?: unknown };
    const block = number ?? blockNumber;
    if (typeof block === "string" && Number(block) > head) answer.result = null;
  }
  return JSON.stringify(answered);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
