// `npm start`: a local chain with a history, its indexer, and the app on them. Options after `--`: --port, --chain-port, --indexer-port,
// and --strangers for tokens that misbehave.
import "./exitWithParent.ts";
import { hashSources, isAppBuilt, markAppBuilt } from "./appBuild.ts";
import { checkPort } from "./checkPort.ts";
import { DEFAULT_PORTS, type Options, type Ports, parseOptions } from "./options.ts";
import { type Command, Supervisor } from "./supervisor.ts";

const DAYS_OF_HISTORY = 7;
const SECONDS_TO_ANSWER = 180; // on a machine that is busy with other things

type Service = Command & { port: keyof Ports; answers: () => Promise<boolean> };

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
  const env = { PRESAGE_RPC_URL: rpcUrl };
  const chain: Service = {
    name: "chain",
    port: "chain",
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
    port: "indexer",
    script: "indexer/start.ts",
    args: ["--port", String(ports.indexer)],
    env,
    answers: () => answers(`${indexerUrl}/ready`),
  };
  const web: Service = {
    name: "app",
    port: "web",
    script: "node_modules/next/dist/bin/next",
    args: ["start", "--hostname", "127.0.0.1", "--port", String(ports.web)],
    env: { ...env, PRESAGE_INDEXER_URL: indexerUrl, NODE_ENV: "production" },
    answers: () => answers(url),
  };
  for (const service of [chain, indexer, web]) await checkPort(service.port, ports[service.port]);

  console.log(`Playing ${DAYS_OF_HISTORY} days of demo history on a local chain${isAppBuilt() ? "" : ", building the app"} …`);
  await Promise.all([
    build(),
    serve(chain).then(() =>
      supervisor.run({
        name: "demo history",
        script: "scripts/local/prepareChain.ts",
        args: [String(firstBlock), ...(hasStrangers ? ["--strangers"] : [])],
        env,
      }),
    ),
  ]);
  await Promise.all([serve(indexer), serve(web)]);
  console.log(
    [
      "",
      `Ready ${url}`,
      "",
      `  ${((Date.now() - began) / 1000).toFixed(0)} s to start. Choose "Use demo account" to trade with test money.`,
      `  Local chain: ${rpcUrl}, chain id 31337. It starts anew with every \`npm start\`.`,
      `  Indexer: ${indexerUrl}/openapi.json`,
      `  Command line: ${ports.chain === DEFAULT_PORTS.chain ? "" : `PRESAGE_RPC_URL=${rpcUrl} `}npx hardhat presage list`,
      "  Stop with Ctrl-C.",
      "",
    ].join("\n"),
  );
}

async function build(): Promise<void> {
  if (isAppBuilt()) return;
  const hash = hashSources();
  await supervisor.run({
    name: "build of the app",
    script: "node_modules/next/dist/bin/next",
    args: ["build"],
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  });
  markAppBuilt(hash);
}

/** Starts a service and waits until it answers. */
async function serve(service: Service): Promise<void> {
  supervisor.serve(service);
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
