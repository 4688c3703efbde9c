import {
  type Account,
  type Address,
  type Client,
  domainSeparator,
  erc20Abi,
  type Hex,
  parseAbi,
  parseSignature,
  type TypedDataDomain,
} from "viem";
import { readContract, signTypedData } from "viem/actions";
import { PresageError } from "./errors.ts";
import { toPresageError } from "./toPresageError.ts";

/** An ERC-2612 signature that lets its spender take `value` of the token, in base units. */
export interface Permit {
  token: Address;
  value: bigint;
  /** Unix seconds. */
  deadline: bigint;
  v: number;
  r: Hex;
  s: Hex;
}

const permitAbi = parseAbi([
  "function nonces(address owner) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function version() view returns (string)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
]);

const types = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/**
 * The EIP-712 domain that a token's permits are signed in, from EIP-5267 or from `name` and `version`, and checked against
 * the token's own `DOMAIN_SEPARATOR`; null if the token has no ERC-2612 permit that this SDK can sign.
 */
export async function getPermitDomain(client: Client, options: { token: Address; chainId: number }): Promise<TypedDataDomain | null> {
  const { token, chainId } = options;
  const contract = { address: token, abi: permitAbi } as const;
  try {
    const separator = await readContract(client, { ...contract, functionName: "DOMAIN_SEPARATOR" });
    const [declared, name, version] = await Promise.all([
      readContract(client, { ...contract, functionName: "eip712Domain" }).catch(() => null),
      readContract(client, { address: token, abi: erc20Abi, functionName: "name" }),
      readContract(client, { ...contract, functionName: "version" }).catch(() => "1"),
    ]);
    const domain = { name: declared?.[1] ?? name, version: declared?.[2] ?? version, chainId, verifyingContract: token };
    return domainSeparator({ domain }) === separator ? domain : null;
  } catch (error) {
    const failure = toPresageError(error);
    if (failure.code === "RpcUnavailable") throw failure;
    return null;
  }
}

/**
 * Asks the wallet for a permit. Sign exactly what the next call needs. Throws `PermitUnsupported` where the token has none
 * (approve instead), `UserRejected`, and others as `sendCall`.
 */
export async function signPermit(
  publicClient: Client,
  walletClient: Client,
  options: { token: Address; spender: Address; value: bigint; deadline: bigint; chainId: number; account?: Account },
): Promise<Permit> {
  const { token, spender, value, deadline } = options;
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  const domain = await getPermitDomain(publicClient, options);
  if (!domain) throw new PresageError({ code: "PermitUnsupported", details: { token } });
  try {
    const nonce = await readContract(publicClient, { address: token, abi: permitAbi, functionName: "nonces", args: [account.address] });
    const message = { owner: account.address, spender, value, nonce, deadline };
    const signature = parseSignature(await signTypedData(walletClient, { account, domain, types, primaryType: "Permit", message }));
    return { token, value, deadline, v: 27 + signature.yParity, r: signature.r, s: signature.s };
  } catch (error) {
    throw toPresageError(error);
  }
}
