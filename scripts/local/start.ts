// `npm start`: a local chain with a history, its indexer, a relay of orders, a keeper, and the app on them. Options after `--`: --port,
// --chain-port, --indexer-port, --orders-port, and --strangers for tokens that misbehave.
import "./exitWithParent.ts";
import type { HeldPort } from "../../sdk/node/tryHold.ts";
import { appArguments } from "./appArguments.ts";
import { isAppBuilt } from "./appBuild.ts";
import { databaseUrl } from "./databaseUrl.ts";
import { holdPort, holdPortNear } from "./holdPort.ts";
import { DEFAULT_PORTS, type Options, parseOptions } from "./options.ts";
import { type Command, type Restarts, Supervisor } from "./supervisor.ts";

const DAYS_OF_HISTORY = 7;
const SECONDS_TO_ANSWER = 180; // on a machine that is busy with other things

/** The keeper leaves what becomes due to the person at the page for this long. */
const KEEPER_DELAY_MS = 60_000;

type Service = Command & { held: readonly HeldPort[]; answers: () => Promise<boolean> };

const began = Date.now();
const supervisor = new Supervisor();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
try {
  await start(parseOptions(process.argv.slice(2)));
  throw await supervisor.failed;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  await end(1);
}

async function start({ ports, hasStrangers }: Options): Promise<void> {
  const firstBlock = Math.floor(began / 1000) - DAYS_OF_HISTORY * 86_400;
  const url = `http://127.0.0.1:${ports.web}`;
  const rpcUrl = `http://127.0.0.1:${ports.chain}`;
  const indexerUrl = `http://127.0.0.1:${ports.indexer}`;
  const ordersUrl = `http://127.0.0.1:${ports.orders}`;
  const env = { PRESAGE_RPC_URL: rpcUrl };
  const [chainPort, indexerPort, ordersPort, webPort] = [
    await holdPort("chain", ports.chain),
    await holdPort("indexer", ports.indexer),
    await holdPort("orders", ports.orders),
    await holdPort("web", ports.web),
  ];
  const keeperPort = await holdPortNear(ports.orders + 1);
  const chain: Service = {
    name: "chain",
    held: [chainPort],
    script: "scripts/local/chain.ts",
    args: [String(ports.chain), String(firstBlock)],
    answers: () =>
      answers(rpcUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}',
      }),
  };
  const indexer: Service = {
    name: "indexer",
    held: [indexerPort],
    script: "indexer/start.ts",
    args: ["--port", String(ports.indexer)],
    // one that is started again goes on with the tables that it has
    env: () => ({ ...env, ...(isServing && { PRESAGE_INDEXER_KEEP: "1" }) }),
    answers: () => answers(`${indexerUrl}/ready`),
  };
  const services: Service = {
    name: "relay and keeper",
    held: [ordersPort, keeperPort],
    script: "scripts/local/relayAndKeeper.ts",
    args: ["--orders-port", String(ports.orders), "--keeper-port", String(keeperPort.port)],
    env: () => ({
      ...env,
      PRESAGE_INDEXER_URL: indexerUrl,
      PRESAGE_RELAY_URL: ordersUrl,
      DATABASE_URL: databaseUrl(began),
      ...(!isWhole && { PRESAGE_DEMO_ORDERS: "1" }),
      PRESAGE_KEEPER_SINCE: String(Math.floor(began / 1000)), // what the demo left due is there to be seen
      PRESAGE_KEEPER_DELAY_MS: process.env.PRESAGE_KEEPER_DELAY_MS ?? String(KEEPER_DELAY_MS),
    }),
    answers: async () => (await answers(`${ordersUrl}/ready`)) && (await answers(`http://127.0.0.1:${keeperPort.port}/health`)),
  };
  const [flag, script, ...args] = appArguments(ports.web);
  const web: Service = {
    name: "app",
    held: [webPort],
    flags: [flag],
    script,
    args,
    env: { ...env, PRESAGE_INDEXER_URL: indexerUrl, PRESAGE_RELAY_URL: ordersUrl, NODE_ENV: "production" },
    answers: () => answers(url),
  };

  let isServing = false;
  let isWhole = false; // the demo's orders are placed
  const again = ({ name }: Service) => ({
    onRestart: (reason: Error) => {
      console.error(`${reason.message}\nThe ${name} is started again.`);
      // the indexer's database, which is the relay's and the keeper's as well, comes back at another port
      if (name === "indexer")
        void until(indexer).then(
          () => supervisor.restart(services.name),
          () => undefined,
        );
    },
  });

  const isBuilt = isAppBuilt();
  console.log(`Playing ${DAYS_OF_HISTORY} days of demo history on a local chain${isBuilt ? "" : ", building the app"} …`);
  await Promise.all([
    isBuilt || supervisor.run({ name: "build of the app", script: "scripts/local/buildApp.ts" }),
    serve(chain).then(() =>
      supervisor.run({
        name: "demo history",
        script: "scripts/local/prepareChain.ts",
        args: [String(firstBlock), ...(hasStrangers ? ["--strangers"] : [])],
        env,
      }),
    ),
  ]);
  // The chain is all that there is: if it dies, everything begins anew. The others find what they had.
  await Promise.all([serve(indexer, again), serve(web, again)]);
  isServing = true;
  await serve(services, again);
  isWhole = true;
  console.log(
    [
      "",
      `Ready ${url}`,
      "",
      `  ${((Date.now() - began) / 1000).toFixed(0)} s to start. Choose "Use demo account" to trade with test money.`,
      `  Local chain: ${rpcUrl}, chain id 31337. It starts anew with every \`npm start\`.`,
      `  Indexer: ${indexerUrl}/openapi.json; orders: ${ordersUrl}/openapi.json; keeper: http://127.0.0.1:${keeperPort.port}/health`,
      `  Command line: ${ports.chain === DEFAULT_PORTS.chain ? "" : `PRESAGE_RPC_URL=${rpcUrl} `}npx hardhat presage list`,
      "  Stop with Ctrl-C.",
      "",
    ].join("\n"),
  );
}

/** Starts a service and waits until it answers. */
async function serve(service: Service, restarts?: (service: Service) => Restarts): Promise<void> {
  await Promise.all(service.held.map(({ release }) => release()));
  supervisor.serve(service, restarts?.(service));
  await until(service);
}

async function until(service: Service): Promise<void> {
  const failed = supervisor.failed.then((error) => {
    throw error;
  });
  const deadline = Date.now() + SECONDS_TO_ANSWER * 1000;
  while (!(await Promise.race([service.answers(), failed]))) {
    if (Date.now() > deadline) throw new Error(`The ${service.name} did not answer within ${SECONDS_TO_ANSWER} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(url: string, request?: RequestInit): Promise<boolean> {
  try {
    return (await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) })).ok;
  } catch {
    return false;
  }
}

async function end(status: number): Promise<void> {
  await supervisor.stop();
  process.exit(status);
}
