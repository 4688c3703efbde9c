import { command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect } from "./connection.ts";
import { deployContracts } from "./deployContracts.ts";
import { table } from "./present.ts";

export default command<{ json: boolean; yes: boolean; yesMainnet: boolean }>(async ({ yes, yesMainnet }, hre) => {
  const connection = await connect(hre);
  await confirm(`Deploy Presage to ${connection.network} (chain ${connection.chainId})?`, { chainId: connection.chainId, yes, yesMainnet });
  const { deployment, file } = await deployContracts(hre, connection);
  const rows = Object.entries({ ...deployment.contracts, ...deployment.collaterals });
  const head = file
    ? `Deployed to chain ${deployment.chainId}; addresses in ${file}.`
    : `Everything is deployed on chain ${deployment.chainId} already.`;
  return {
    json: { deployed: file !== undefined, ...deployment },
    text: `${head}\n${table(rows.map(([name, address]) => [name, String(address)]))}`,
  };
});
