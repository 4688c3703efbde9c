import {
  type Account,
  type Address,
  type Client,
  type Hex,
  isAddressEqual,
  parseSignature,
  recoverTypedDataAddress,
  type TypedDataDomain,
} from "viem";
import { signTypedData } from "viem/actions";
import { PresageError } from "./errors.ts";
import { permitDomains } from "./paying/permitDomains.ts";
import { permitMessage } from "./paying/permitMessage.ts";
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

/**
 * Asks the wallet for a permit. Sign exactly what the next call needs. Throws `PermitUnsupported` where the token has none
 * (approve instead) or the wallet gives no signature by the account's key, `UserRejected`, and others as `sendCall`. `domain`:
 * of `findPermit`, if it is known.
 */
export async function signPermit(
  publicClient: Client,
  walletClient: Client,
  options: {
    token: Address;
    spender: Address;
    value: bigint;
    deadline: bigint;
    chainId: number;
    account?: Account;
    domain?: TypedDataDomain;
  },
): Promise<Permit> {
  const { token, spender, value, deadline } = options;
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  try {
    const domain = options.domain ?? (await permitDomains(publicClient, options))[0];
    if (!domain) throw new PresageError({ code: "PermitUnsupported", details: { token } });
    const message = await permitMessage(publicClient, { domain, token, owner: account.address, spender, value, deadline });
    const signature = await signTypedData(walletClient, { account, ...message });
    const signer = await recoverTypedDataAddress({ ...message, signature }).catch(() => undefined);
    if (!signer || !isAddressEqual(signer, account.address)) {
      throw new PresageError({ code: "PermitUnsupported", details: { token, ...(signer && { signer }) } });
    }
    const { r, s, yParity } = parseSignature(signature);
    return { token, value, deadline, v: 27 + yParity, r, s };
  } catch (error) {
    throw toPresageError(error);
  }
}
