import { faucetCall } from "../../sdk/calls/faucet.ts";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import type { Deployment } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { type Connection, connect } from "./connection.ts";
import { deployContracts } from "./deployContracts.ts";
import { table } from "./present.ts";
import { sourcePublisher } from "./publishSource.ts";
import { currentRun } from "./run.ts";
import { send } from "./send.ts";
import { type Verified, verifyContracts } from "./verifyContracts.ts";

/** On the local chain whoever deploys can create the example markets at once. */
const POCKET_MONEY = 1_000_000n * 10n ** 6n;

export default command<Consent>(async (args, hre) => {
  const connection = await connect(hre);
  await confirm(["deploy all contracts of Presage"], { connection }, args);
  const { deployment, file, note } = await deployContracts(hre, connection);
  const token = deployment.collaterals.usd;
  if (file && token && deployment.chainId === LOCAL_CHAIN_ID) {
    await send({ publicClient: connection.publicClient, ...(await connection.wallet()) }, faucetCall({ token, amount: POCKET_MONEY }));
  }
  const publish = file === undefined ? undefined : await sourcePublisher(hre, connection);
  const verified = publish && (await verifyContracts(hre, { connection, deployment, publish }));
  const gasUsed = await gasOf(connection);
  const rows = Object.entries({ ...deployment.contracts, ...deployment.collaterals });
  const head = file
    ? `Deployed to chain ${deployment.chainId} for ${gasUsed} gas; addresses in ${file}.`
    : `Everything is deployed on chain ${deployment.chainId} already.`;
  return {
    json: { deployed: file !== undefined, gasUsed, ...deployment, ...(note !== undefined && { note }), ...(verified && { verified }) },
    text: [
      head,
      table(rows.map(([name, address]) => [name, String(address)])),
      originText(deployment, note),
      ...(verified ? [publishedText(verified)] : []),
    ].join("\n"),
  };
});

/** Of all that this run has sent, the placing of the factory apart, which somebody else has signed. */
async function gasOf({ publicClient }: Connection): Promise<bigint> {
  const hashes = currentRun().sent.flatMap(({ hash }) => (hash ? [hash] : []));
  const receipts = await Promise.all(hashes.map((hash) => publicClient.getTransactionReceipt({ hash })));
  return receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
}

/** Where the addresses come from. */
function originText({ factory }: Deployment, note?: string): string {
  if (factory)
    return `Those that need no oracle of others are at the addresses of their code, the same on every chain (factory ${factory}).`;
  return `The addresses are this chain's own${note === undefined ? "." : `: ${note}.`}`;
}

/** A deployment whose sources an explorer does not take is a deployment. */
function publishedText(verified: readonly Verified[]): string {
  const faults = verified.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}.`));
  return faults.length === 0
    ? "All sources are on the explorer."
    : [...faults, "To try again: `npx hardhat presage verify` with the same --network."].join("\n");
}
