import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Address,
  formatEther,
  getContractAddress,
  type Hex,
  keccak256,
  parseTransaction,
  recoverTransactionAddress,
  type TransactionSerialized,
  toHex,
} from "viem";
import { chainOf } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { rpcFailure } from "../../sdk/rpc/failure.ts";
import type { Connection } from "./connection.ts";
import { printable } from "./printable.ts";

/** The factory that Ignition's strategy `create2` deploys through: one address, one code, on whatever chain has it. */
export const CREATE_X: Address = "0xba5Ed099633D3B313e4D5F7bdc1305d3c28ba5Ed";
const CODE_HASH = "0xbd8a7ea8cfca7b4e5f5041d7d4b17bc317c5ce42cfbc42066a00cf26b43eb53f";
/** Whoever the transaction that places it is signed by: a key that nobody has. */
const PLACER: Address = "0xeD456e05CaAb11d66C4c797dD6c1D6f9A7F352b5";
/**
 * Names no account and no chain, so that the factory guards nothing: whoever deploys the same code gets the same address, and
 * nobody gets it with other code.
 */
export const SALT = keccak256(toHex("Presage"));
/** What nodes say of a sender that cannot pay, which they say only of a transaction that they would take otherwise. */
const ABOUT_FUNDS = /fund|balance/i;

/** Where code goes that is deployed through the factory: it depends on the code, constructor's arguments included, and nothing else. */
export function createXAddress(initCode: Hex): Address {
  return getContractAddress({ opcode: "CREATE2", from: CREATE_X, salt: keccak256(SALT), bytecode: initCode });
}

/**
 * Sees to it that the chain has the factory. Where coins are worth nothing it is placed, by the transaction that its makers
 * signed for all chains, if the chain takes one that names no chain. Gives back why there is none, undefined if there is.
 */
export async function placeCreateX(connection: Connection): Promise<string | undefined> {
  const { publicClient, chainId, network, wallet } = connection;
  if (await isThere(connection)) return undefined;
  const { chain, isTest } = chainOf(chainId, process.env);
  if (!isTest) return `${network} has no factory CreateX`;

  const presigned = await presignedTransaction();
  const { gas = 0n, gasPrice = 0n } = parseTransaction(presigned);
  const { baseFeePerGas } = await publicClient.getBlock();
  if ((baseFeePerGas ?? 0n) > gasPrice) return `gas on ${network} costs more than the transaction that places CreateX offers`;
  // before it is paid for: coins that are sent to its signer come back from nowhere
  const refusal = await offer(connection, presigned);
  if (refusal !== undefined) {
    if (!ABOUT_FUNDS.test(refusal))
      return `${network} has no factory CreateX, and does not take the transaction that places it (${refusal})`;
    const { walletClient, account } = await wallet();
    const [held, needed] = [await publicClient.getBalance({ address: account.address }), gas * gasPrice];
    const price = `${formatEther(needed)} ${chain.nativeCurrency.symbol}`;
    if (held < needed * 2n) return `${network} has no factory CreateX, and to place it for ${price} is more than the account can spare`;
    console.error(`Placing the factory CreateX, for ${price} …`);
    const missing = needed - (await publicClient.getBalance({ address: PLACER }));
    const hash = await walletClient.sendTransaction({ account, chain: null, to: PLACER, value: missing });
    await publicClient.waitForTransactionReceipt({ hash });
    const second = await offer(connection, presigned);
    if (second !== undefined && !(await isThere(connection)))
      return `${network} does not take the transaction that places CreateX (${second})`;
  }
  await publicClient.waitForTransactionReceipt({ hash: keccak256(presigned) });
  return (await isThere(connection)) ? undefined : `the transaction that places CreateX failed on ${network}`;
}

/** Throws `ForeignFactory`. */
async function isThere({ publicClient, network }: Connection): Promise<boolean> {
  const code = await publicClient.getCode({ address: CREATE_X });
  if (code === undefined || keccak256(code) === CODE_HASH) return code !== undefined;
  throw new PresageError({
    code: "ForeignFactory",
    message: `The code at ${CREATE_X} on ${network} is not that of the factory CreateX.`,
    remedy: "Make sure that the endpoint serves the chain that you mean. Nothing was sent.",
  });
}

/** Sends what was signed in advance; gives back what the node said if it refused. */
async function offer({ publicClient }: Connection, presigned: TransactionSerialized): Promise<string | undefined> {
  try {
    await publicClient.sendRawTransaction({ serializedTransaction: presigned });
    return undefined;
  } catch (error) {
    const { kind, said } = rpcFailure(error);
    if (kind !== "answer" || said === undefined) throw error;
    return printable(said).slice(0, 120);
  }
}

/** As Ignition ships it, outside of what it exports. */
export async function presignedTransaction(): Promise<TransactionSerialized> {
  const ignition = createRequire(createRequire(import.meta.url).resolve("@nomicfoundation/hardhat-ignition/package.json"));
  const core = path.dirname(ignition.resolve("@nomicfoundation/ignition-core/package.json"));
  const file = path.join(core, "dist/src/internal/execution/strategy/createx-artifact.js");
  const { presignedTx } = (await import(pathToFileURL(file).href)) as { presignedTx: TransactionSerialized };
  const signer = await recoverTransactionAddress({ serializedTransaction: presignedTx });
  if (signer !== PLACER) throw new Error(`The transaction that places CreateX is signed by ${signer}, not by ${PLACER}.`);
  return presignedTx;
}
