import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { isAddressEqual, zeroAddress } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Report } from "../../sdk/specification/lintSpecification.ts";
import { connect, deploymentOf } from "./connection.ts";
import { lintThere } from "./lintThere.ts";

/** The linter by the network's clock, names and contracts: what passes can be created there by this account. */
export async function linterOn(hre: HardhatRuntimeEnvironment): Promise<(file: string) => Promise<Report>> {
  const connection = await connect(hre);
  const { publicClient } = connection;
  const deployment = await deploymentOf(connection);
  const now = Number((await publicClient.getBlock()).timestamp);
  const account = await connection.account().then(
    ({ address }) => address,
    (error) => {
      if (error instanceof PresageError && error.code === "NoAccount") return zeroAddress;
      throw error;
    },
  );
  const strangers = (await getMarkets(publicClient, { deployment })).filter(
    ({ status, creator }) => status === "Open" && !isAddressEqual(creator, account),
  );
  const titles = strangers.map(({ metadata }) => metadata.question);
  return (file) => lintThere(file, { publicClient, deployment, account, now, titles });
}
