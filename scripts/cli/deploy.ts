import { faucetCall } from "../../sdk/calls/faucet.ts";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { deployContracts } from "./deployContracts.ts";
import { table } from "./present.ts";
import { send } from "./send.ts";

/** On the local chain whoever deploys can create the example markets at once. */
const POCKET_MONEY = 1_000_000n * 10n ** 6n;

export default command<Consent>(async (args, hre) => {
  const connection = await connect(hre);
  await confirm(["deploy all contracts of Presage"], { connection }, args);
  const { deployment, file } = await deployContracts(hre, connection);
  const token = deployment.collaterals.usd;
  if (file && token && deployment.chainId === LOCAL_CHAIN_ID) {
    await send({ publicClient: connection.publicClient, ...(await connection.wallet()) }, faucetCall({ token, amount: POCKET_MONEY }));
  }
  const rows = Object.entries({ ...deployment.contracts, ...deployment.collaterals });
  const head = file
    ? `Deployed to chain ${deployment.chainId}; addresses in ${file}.`
    : `Everything is deployed on chain ${deployment.chainId} already.`;
  return {
    json: { deployed: file !== undefined, ...deployment },
    text: `${head}\n${table(rows.map(([name, address]) => [name, String(address)]))}`,
  };
});
