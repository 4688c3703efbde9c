import { type Address, type Client, domainSeparator, erc20Abi, type Hex, numberToHex, pad, parseAbi, type TypedDataDomain } from "viem";
import { isSameAddress } from "../isSameAddress.ts";
import { readStranger } from "../readStranger.ts";

const abi = parseAbi([
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function version() view returns (string)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
]);
/** Versions that tokens have without saying so. */
const USUAL_VERSIONS = ["1", "2"];

/**
 * The EIP-712 domains that a token's permits may be signed in, best first: what it declares (EIP-5267), and what its name, its
 * version and the usual ones come to. Where it tells its `DOMAIN_SEPARATOR`, only those that give it. All of it is the token's own word.
 */
export async function permitDomains(client: Client, { token, chainId }: { token: Address; chainId: number }): Promise<TypedDataDomain[]> {
  const contract = { address: token, abi } as const;
  const [separator, declared, version, name] = await Promise.all([
    readStranger(client, { ...contract, functionName: "DOMAIN_SEPARATOR" }).catch(() => undefined),
    readStranger(client, { ...contract, functionName: "eip712Domain" }).catch(() => undefined),
    readStranger(client, { ...contract, functionName: "version" }).catch(() => undefined),
    readStranger(client, { address: token, abi: erc20Abi, functionName: "name" }).catch(() => undefined),
  ]);
  if (separator === undefined && declared === undefined) return [];
  const common = { chainId, verifyingContract: token };
  const versions = [...new Set([...(version === undefined ? [] : [version]), ...USUAL_VERSIONS])];
  const guessed: TypedDataDomain[] =
    name === undefined
      ? []
      : [
          ...versions.map((each) => ({ name, version: each, ...common })),
          { name, ...common },
          // bridged tokens that keep their chain in the salt
          ...versions.map((each) => ({ name, version: each, verifyingContract: token, salt: pad(numberToHex(chainId)) })),
        ];
  const domains = [...(declared ? [declaredDomain(declared)] : []), ...guessed];
  // a signature for another chain or contract is none for this token
  const own = domains.filter(
    (domain) => (domain.chainId === undefined || Number(domain.chainId) === chainId) && isSameAddress(domain.verifyingContract, token),
  );
  const separators = own.map((domain) => domainSeparator({ domain }));
  return own.filter((_, index) => {
    const its = separators[index];
    return separators.indexOf(its as Hex) === index && (separator === undefined || its === separator);
  });
}

/** The fields that a token says its domain has, one bit for each. */
function declaredDomain([fields, name, version, chainId, verifyingContract, salt]: readonly [
  Hex,
  string,
  string,
  bigint,
  Address,
  Hex,
  readonly bigint[],
]): TypedDataDomain {
  const has = (bit: number) => (Number(fields) & (1 << bit)) !== 0;
  return {
    ...(has(0) && { name }),
    ...(has(1) && { version }),
    ...(has(2) && { chainId: Number(chainId) }),
    ...(has(3) && { verifyingContract }),
    ...(has(4) && { salt }),
  };
}
