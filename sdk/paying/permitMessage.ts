import { type Address, type Client, parseAbi, type TypedDataDomain } from "viem";
import { readStranger } from "../readStranger.ts";

const abi = parseAbi(["function nonces(address owner) view returns (uint256)"]);

const types = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What an owner signs for an ERC-2612 permit. */
export async function permitMessage(
  client: Client,
  options: { domain: TypedDataDomain; token: Address; owner: Address; spender: Address; value: bigint; deadline: bigint },
) {
  const { domain, token, owner, spender, value, deadline } = options;
  const nonce = await readStranger(client, { address: token, abi, functionName: "nonces", args: [owner] });
  return { domain, types, primaryType: "Permit", message: { owner, spender, value, nonce, deadline } } as const;
}
