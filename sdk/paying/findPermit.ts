import {
  type Address,
  type Client,
  encodeFunctionData,
  type Hex,
  keccak256,
  maxUint256,
  parseAbi,
  parseSignature,
  stringToHex,
  type TypedDataDomain,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { call as simulate } from "viem/actions";
import { multicallCall } from "../calls/multicall.ts";
import { selfPermitCall } from "../calls/selfPermit.ts";
import { readStranger } from "../readStranger.ts";
import { toPresageError } from "../toPresageError.ts";
import { permitDomains } from "./permitDomains.ts";
import { permitMessage } from "./permitMessage.ts";

/** What a token's permit is good for. `older`: it can only allow everything, so it is not used. */
export type PermitForm = { form: "exact"; domain: TypedDataDomain } | { form: "older" } | { form: "none" };

const TRIED = 1_000_001n;
/** What a trial may take: two permits, and a token that burns what it gets. */
const GAS = 2_000_000n;
const HOUR = 3_600;
const abi = parseAbi(["function PERMIT_TYPEHASH() view returns (bytes32)"]);
const OLDER_TYPEHASH = keccak256(stringToHex("Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)"));

/**
 * Whether `Markets` can be paid by a permit of a token, found by what the token does: somebody who does not exist signs one, and a
 * simulation tells what allowance it leaves. Nobody is asked, nothing is sent, and nothing that the token says is believed.
 */
export async function findPermit(client: Client, options: { token: Address; markets: Address; chainId: number }): Promise<PermitForm> {
  const { token } = options;
  let isGreedy = false;
  for (const domain of await permitDomains(client, options)) {
    const allowance = await tryPermit(client, { ...options, domain });
    if (allowance === TRIED) return { form: "exact", domain };
    if (allowance > TRIED) isGreedy = true;
  }
  const typehash = await readStranger(client, { address: token, abi, functionName: "PERMIT_TYPEHASH" }).catch(() => undefined);
  return { form: isGreedy || typehash === OLDER_TYPEHASH ? "older" : "none" };
}

/** The allowance that a permit for `TRIED` leaves: the contract names it when it is asked for more in the same transaction. */
async function tryPermit(
  client: Client,
  { token, markets, domain }: { token: Address; markets: Address; domain: TypedDataDomain },
): Promise<bigint> {
  const nobody = privateKeyToAccount(generatePrivateKey());
  const deadline = BigInt(Math.floor(Date.now() / 1_000) + 100 * 365 * 24 * HOUR);
  try {
    const message = await permitMessage(client, { domain, token, owner: nobody.address, spender: markets, value: TRIED, deadline });
    const { r, s, yParity } = parseSignature(await nobody.signTypedData(message));
    const permit = { token, value: TRIED, deadline, v: 27 + yParity, r, s };
    const more = { ...permit, value: maxUint256 };
    const calls = [permit, more].map((each) => selfPermitCall({ markets, permit: each }));
    const batch = multicallCall({ markets, calls });
    await simulate(client, { account: nobody.address, to: markets, data: encodeFunctionData(batch) as Hex, gas: GAS });
    return maxUint256;
  } catch (error) {
    const refusal = toPresageError(error);
    if (refusal.code === "RpcUnavailable") throw refusal;
    const { allowance, needed } = refusal.details as { allowance?: bigint; needed?: bigint };
    return refusal.code === "PermitFailed" && needed === maxUint256 && allowance !== undefined ? allowance : 0n;
  }
}
