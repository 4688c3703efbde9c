import { type Address, formatEther, type PublicClient } from "viem";
import { chainOf, isDevelopmentChain } from "../../sdk/chains.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getToken } from "../../sdk/getToken.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { command } from "./command.ts";
import { type Connection, connect } from "./connection.ts";
import { amountText, table } from "./present.ts";
import { sentText } from "./sentText.ts";

/** What a look at one thing found; a remedy where something is wrong. */
interface Check {
  about: string;
  ok: boolean;
  found: string;
  remedy?: string;
}

/** Milliseconds for the indexer's answer. */
const PATIENCE = 5_000;
/** Seconds: a chain without a block for so long stands still. */
const STILL = 300;
/** What creating a market and a few steps take, as a rule. */
const GAS = 3_000_000n;

/** Looks at everything that a command needs, and says what is wrong and how to mend it. Sends nothing. */
export default command<{ json: boolean }>(async (_, hre) => {
  const checks: Check[] = [];
  const connection = await found(
    checks,
    "RPC endpoint",
    () => connect(hre),
    ({ network, chainId }) => `answers for ${network} as chain ${chainId}`,
  );
  if (connection) {
    checks.push(await clock(connection));
    await account(connection, checks);
    await contracts(connection, checks);
    checks.push(await indexer());
  }
  const ok = checks.every((check) => check.ok);
  const rows = checks.map((check) => [check.ok ? "ok" : "WRONG", check.about, check.found]);
  const remedies = checks.flatMap(({ about, remedy }) => (remedy ? [`${about}: ${remedy}`] : []));
  const end = ok ? "Nothing is wrong." : remedies.join("\n");
  return { json: { ok, checks }, text: `${table(rows)}\n\n${end}`, ok };
});

/** What `look` finds; its failure becomes a check that says what to do. */
async function found<T>(checks: Check[], about: string, look: () => Promise<T>, say: (value: T) => string): Promise<T | undefined> {
  try {
    const value = await look();
    checks.push({ about, ok: true, found: say(value) });
    return value;
  } catch (error) {
    const { message, remedy } = toPresageError(error);
    checks.push({ about, ok: false, found: message, remedy: remedy.replace(/ ?Nothing was sent\.$/, "") });
    return undefined;
  }
}

async function clock({ publicClient, chainId }: Connection): Promise<Check> {
  const { number, timestamp } = await publicClient.getBlock();
  const age = Math.floor(Date.now() / 1000) - Number(timestamp);
  const isStill = age > STILL && !isDevelopmentChain(chainId); // which may mine only what is sent
  return {
    about: "chain",
    ok: !isStill,
    found: `block ${number}, ${age >= 0 ? `${age} seconds old` : `${-age} seconds ahead of this computer's clock`}`,
    ...(isStill && { remedy: "The endpoint is behind or the chain stands still: use another endpoint, or wait." }),
  };
}

async function account(connection: Connection, checks: Check[]): Promise<void> {
  const { publicClient, chainId, network } = connection;
  const signer = await found(checks, "account", connection.account, ({ address }) => address);
  if (!signer) return;
  const { address } = signer;
  const { chain, isTest } = chainOf(chainId, process.env);
  const [balance, price] = await Promise.all([publicClient.getBalance({ address }), publicClient.getGasPrice()]);
  const enough = balance >= price * GAS;
  checks.push({
    about: "gas",
    ok: enough,
    found: `${formatEther(balance)} ${chain.nativeCurrency.symbol}`,
    ...(!enough && {
      remedy: `Send at least ${formatEther(price * GAS)} ${chain.nativeCurrency.symbol} to ${address}${isTest ? `, from a faucet of ${network}` : ""}.`,
    }),
  });
  const journal = await connection.journal();
  const open = journal.unfinished(address).filter(({ outcome }) => outcome === undefined);
  checks.push({
    about: "journal",
    ok: open.length === 0,
    found: open.length === 0 ? "nothing that was sent is open" : open.map(sentText).join("; "),
    ...(open.length > 0 && { remedy: "Run the interrupted command once more: it finds out what became of these first." }),
  });
}

async function contracts({ publicClient, chainId, network }: Connection, checks: Check[]): Promise<void> {
  const deploy = `Run \`npx hardhat presage deploy --network ${network}\`.`;
  const deployment = readAddressBook(chainId);
  if (!deployment) {
    checks.push({ about: "contracts", ok: false, found: `deployments/${chainId}.json is not there`, remedy: deploy });
    return;
  }
  const named = Object.entries({ ...deployment.contracts, ...deployment.collaterals });
  const missing = await missingOf(publicClient, named);
  checks.push({
    about: "contracts",
    ok: missing.length === 0,
    found: missing.length === 0 ? `${named.length} addresses, all with code` : `no code at ${missing.join(", ")}`,
    ...(missing.length > 0 && { remedy: `The address book is of another chain of this id. ${deploy}` }),
  });
  const known = Object.keys(deployment.contracts).filter((name) => name.endsWith("Resolver"));
  checks.push({
    about: "resolvers",
    ok: known.length > 0,
    found: known.join(", ") || "none",
    ...(known.length === 0 && { remedy: `Nothing could decide a market. ${deploy}` }),
  });
  const { usd } = deployment.collaterals;
  if (usd && missing.length === 0) {
    const token = await getToken(publicClient, usd);
    const held = await getBalance(publicClient, { token: usd, owner: deployment.contracts.Markets });
    checks.push({ about: "collateral", ok: true, found: `${token.symbol}: ${amountText(held, token)} are in markets` });
  }
}

async function missingOf(client: PublicClient, named: readonly [string, Address][]): Promise<string[]> {
  const codes = await Promise.all(named.map(([, address]) => client.getCode({ address })));
  return named.flatMap(([name, address], index) => (codes[index] === undefined ? [`${name} (${address})`] : []));
}

/** The indexer is not needed to send anything: none that answers is said and is not wrong. */
async function indexer(): Promise<Check> {
  const url = (process.env.PRESAGE_INDEXER_URL || "http://127.0.0.1:42069").replace(/\/+$/, "");
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(PATIENCE) });
    const { ready, lag, reason } = (await response.json()) as { ready: boolean; lag: number | null; reason: string | null };
    return {
      about: "indexer",
      ok: ready,
      found: ready ? `ready, ${lag ?? 0} blocks behind the chain` : `not ready: ${reason}`,
      ...(!ready && { remedy: "It still reads the past, or reads another chain: see indexer/README.md." }),
    };
  } catch {
    const name = process.env.PRESAGE_INDEXER_URL ? "at PRESAGE_INDEXER_URL" : "on its usual port";
    return { about: "indexer", ok: true, found: `none answers ${name}; commands do not need it` };
  }
}
