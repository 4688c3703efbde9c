import { command } from "./command.ts";
import { connect, deploymentOf } from "./connection.ts";
import { table } from "./present.ts";
import { sourcePublisher } from "./publishSource.ts";
import { verifyContracts } from "./verifyContracts.ts";

const OTHER_VERSION = "If another version was deployed, compare with a checkout of that.";
const NO_KEY = "No sources were published: for that set ETHERSCAN_API_KEY, in the keystore or the environment.";

/**
 * Compares the code of every contract in the address book with a build of this checkout, and the contracts that it refers to with
 * the address book; with an explorer's key, publishes the sources. Sends no transaction.
 */
export default command<{ json: boolean }>(async (_, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  const publish = await sourcePublisher(hre, connection);
  const contracts = await verifyContracts(hre, { connection, deployment, publish });
  const ok = contracts.every(({ faults }) => faults.length === 0);
  const rows = contracts.map(({ name, address, code, source }) => [name, address, `code: ${code}`, source ? `source: ${source}` : ""]);
  const faults = contracts.flatMap(({ name, faults: each }) => each.map((fault) => `${name}: ${fault}.`));
  const end = ok ? ["Every contract is what this checkout builds."] : [...faults, OTHER_VERSION];
  return {
    json: { ok, chainId: deployment.chainId, contracts },
    text: [table(rows), "", ...end, ...(publish ? [] : [NO_KEY])].join("\n"),
    ok,
  };
});
