import { type Account, type Address, type Client, type Hex, numberToHex } from "viem";
import { type CreateParams, createMarketCall } from "./calls/createMarket.ts";
import { PresageError } from "./errors.ts";
import { getAllowance } from "./getAllowance.ts";
import { getBalance } from "./getBalance.ts";
import { isTokens, simulateCall } from "./simulateCall.ts";
import type { Token } from "./types.ts";

/**
 * Asks the contracts whether they would create a market, its resolver's part included: every refusal that they know, such as
 * of a feed that keeps no history or that contracts may not read. Nothing is sent. Throws `PresageError`.
 *
 * `Markets` asks the resolver after it has taken the money. So where the account has no allowance or no money yet, the market
 * is created once more with a stand-in for the collateral that everybody has enough of, by an override of the chain's state;
 * a node that knows no overrides leaves the resolver's refusals to the moment before the market is sent.
 */
export async function simulateCreation(
  client: Client,
  options: { markets: Address; params: CreateParams; token: Token; account: Address | Account; maxFunding: bigint },
): Promise<void> {
  const { markets, params, token, account, maxFunding } = options;
  const call = createMarketCall({ markets, params, maxFunding });
  try {
    return await simulateCall(client, call, { account, token });
  } catch (error) {
    if (!(error instanceof PresageError && isTokens(error) && (await lacksMoney(client, options)))) throw error;
  }
  const stateOverride = [{ address: params.collateral, code: plentifulToken(token.decimals) }];
  try {
    await simulateCall(client, call, { account, token, stateOverride });
  } catch (error) {
    if (!(error instanceof PresageError && error.code === "Unknown")) throw error;
  }
}

/** Whether the account has or allows less than what a creation may cost, by the numbers. */
async function lacksMoney(client: Client, options: Parameters<typeof simulateCreation>[1]): Promise<boolean> {
  const { markets: spender, params, account, maxFunding } = options;
  const [token, owner] = [params.collateral, typeof account === "string" ? account : account.address];
  const [balance, allowance] = await Promise.all([getBalance(client, { token, owner }), getAllowance(client, { token, owner, spender })]);
  return balance < maxFunding || allowance < maxFunding;
}

/**
 * The code of an ERC-20 in which every transfer succeeds and every balance is what was pulled so far. It tells its functions
 * apart by the length of their input: `transferFrom` adds to the balance and answers true, `transfer` and `approve` answer
 * true, `balanceOf` the balance, and anything shorter the decimals.
 */
function plentifulToken(decimals: number): Hex {
  const answer = "60005260206000f3"; // the top of the stack
  const balance = "6350524553"; // the place of the balance: a number that no token uses
  return [
    "0x36606414601f57", // transferFrom: jump to 0x1f
    "36604414603057", // transfer, approve: jump to 0x30
    "36602414603b57", // balanceOf: jump to 0x3b
    `60${numberToHex(decimals, { size: 1 }).slice(2)}${answer}`,
    `5b604435${balance}5401${balance}55`,
    `5b6001${answer}`,
    `5b${balance}54${answer}`,
  ].join("") as Hex;
}
