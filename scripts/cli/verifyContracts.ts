import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Abi, Address, PublicClient } from "viem";
import { chainOf, environmentPrefix } from "../../sdk/chains.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { Deployment } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";
import { TEST_COLLATERAL } from "../ignition/Presage.ts";
import { type BuiltCode, compareCode } from "./compareCode.ts";
import type { Connection } from "./connection.ts";
import { DEPLOYED } from "./deployContracts.ts";
import type { Publish } from "./publishSource.ts";

/** What was found out about one contract. */
export interface Verified {
  name: string;
  address: Address;
  code: "same" | "different";
  /** Null where no explorer was asked. */
  source: "published" | "failed" | null;
  faults: string[];
}

/** Getters that answer what a constructor was given, under its parameter's name. */
const TOLD = ["markets", "resolver", "oracle", "reality", "arbitrator"] as const;

/**
 * Compares each contract of the address book with what this checkout builds, and what it was made with with the address book.
 * Publishes the sources of those that are the same, if it is told how.
 */
export async function verifyContracts(
  hre: HardhatRuntimeEnvironment,
  { connection, deployment, publish }: { connection: Connection; deployment: Deployment; publish: Publish | undefined },
): Promise<Verified[]> {
  const { publicClient, chainId } = connection;
  await buildContracts({ files: DEPLOYED });
  const own: [string, Address][] = Object.entries(deployment.contracts);
  const { usd } = deployment.collaterals;
  // a token that was added by hand under that name is another's
  if (usd && chainOf(chainId, process.env).isTest && (await faultOf(TEST_COLLATERAL, usd)) === undefined) own.push([TEST_COLLATERAL, usd]);

  const verified: Verified[] = [];
  for (const [name, address] of own) {
    const fault = await faultOf(name, address);
    if (fault !== undefined) {
      verified.push({ name, address, code: "different", source: null, faults: [`its code is not what was built: ${fault}`] });
      continue;
    }
    const { abi } = await hre.artifacts.readArtifact(name);
    const told = await readTold(publicClient, { abi, address });
    const faults = Object.entries(expectedTold(deployment)).flatMap(([getter, expected]) => {
      const answer = told[getter];
      return answer && expected && !isSameAddress(answer, expected) ? [`its ${getter}() is ${answer}, and must be ${expected}`] : [];
    });
    const failure = await publish?.({ name, address, constructorArgs: constructorArgsOf(abi, told, connection) });
    if (failure !== undefined) faults.push(`its source was not published: ${failure}`);
    verified.push({ name, address, code: "same", source: publish ? (failure === undefined ? "published" : "failed") : null, faults });
  }
  return verified;

  async function faultOf(name: string, address: Address): Promise<string | undefined> {
    const artifact = (await hre.artifacts.readArtifact(name)) as BuiltCode;
    return compareCode(await publicClient.getCode({ address }), artifact);
  }
}

type Told = Partial<Record<string, Address>>;

/** The contracts that a contract was told of when it was made: what its getters without arguments answer. */
async function readTold(client: PublicClient, { abi, address }: { abi: Abi; address: Address }): Promise<Told> {
  const getters = TOLD.filter((getter) => abi.some((item) => item.type === "function" && item.name === getter && item.inputs.length === 0));
  const read = async (functionName: string) => [functionName, await client.readContract({ address, abi, functionName })] as const;
  return Object.fromEntries(await Promise.all(getters.map(read))) as Told;
}

/** What they must answer: the address book, and the oracles that are known for the chain. */
function expectedTold({ chainId, contracts }: Deployment): Told {
  const { uma, reality } = chainOf(chainId);
  return { markets: contracts.Markets, resolver: contracts.OptimisticResolver, oracle: uma, reality };
}

/** The constructor's arguments, by its parameters' names: those that getters tell, and the court's extra data from the environment. */
function constructorArgsOf(abi: Abi, told: Told, { network }: Connection): unknown[] {
  const { inputs = [] } = abi.find((item) => item.type === "constructor") ?? {};
  const getterOf = (parameter = "") => parameter.replace(/_$/, "");
  return inputs.map(({ name }) => told[getterOf(name)] ?? process.env[`${environmentPrefix(network)}_COURT_EXTRA_DATA`] ?? "0x");
}
