import { parseArgs } from "node:util";

export type Ports = { web: number; chain: number; indexer: number; orders: number };

export const DEFAULT_PORTS: Ports = { web: 3000, chain: 8545, indexer: 42069, orders: 42070 };

export const FLAGS: Record<keyof Ports, string> = {
  web: "--port",
  chain: "--chain-port",
  indexer: "--indexer-port",
  orders: "--orders-port",
};

export interface Options {
  ports: Ports;
  /** Whether strangers' tokens, which misbehave in all ways that are known, are among the rest. */
  hasStrangers: boolean;
}

/** Throws an error in words for anything that is not understood. */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      "chain-port": { type: "string" },
      "indexer-port": { type: "string" },
      "orders-port": { type: "string" },
      strangers: { type: "boolean", default: false },
    },
  });
  const ports: Ports = {
    web: readPort(FLAGS.web, values.port) ?? DEFAULT_PORTS.web,
    chain: readPort(FLAGS.chain, values["chain-port"]) ?? DEFAULT_PORTS.chain,
    indexer: readPort(FLAGS.indexer, values["indexer-port"]) ?? DEFAULT_PORTS.indexer,
    orders: readPort(FLAGS.orders, values["orders-port"]) ?? DEFAULT_PORTS.orders,
  };
  const names = Object.keys(ports) as (keyof Ports)[];
  const clash = names.find((name, index) => names.findIndex((other) => ports[other] === ports[name]) < index);
  if (clash) throw new Error(`${FLAGS[clash]} ${ports[clash]} is given twice. Choose a different port for each service.`);
  return { ports, hasStrangers: values.strangers };
}

function readPort(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${flag} ${text} is not a port. Give a number from 1 to 65535.`);
  return port;
}
