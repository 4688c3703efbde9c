import { isAddressEqual, parseEventLogs, type TransactionReceipt } from "viem";
import { erc792ArbiterAbi } from "../../sdk/abi/erc792Arbiter.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import type { Claim } from "../../sdk/claimsOf.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { logsOf } from "../../sdk/logsOf.ts";
import { type ClaimsPaid, payClaims } from "../../sdk/payClaims.ts";
import { isFinal } from "../../sdk/status.ts";
import { isKnownToken } from "../../sdk/tokens/knownTokens.ts";
import type { Deployment, Market, Token } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect, deploymentOf } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { readKnownTokens } from "./readKnownTokens.ts";
import { send } from "./send.ts";

type Args = Consent & { ids: string[] };
type Payment = {
  /** None for bonds and rewards: those of all markets in a token are paid at once. */
  marketId?: bigint;
  what: string;
  amount: bigint;
  token: Token;
};

const WORDS: Record<Claim["kind"], string> = {
  positions: "redeemed",
  seed: "seed",
  creatorFees: "creator's fees",
  bonds: "bonds",
  reward: "arbiter's part of bonds",
};

/** One transaction for each collateral at `Markets`, then bonds and rewards; strangers' tokens last. What fails is named, the rest paid. */
export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  for (const id of args.ids) await marketArgument(id, connection); // an id that does not exist is an error, not nothing
  const { publicClient } = connection;
  const markets = await getMarkets(publicClient, { deployment, ...(args.ids.length > 0 && { ids: args.ids.map(BigInt) }) });
  const signer = { publicClient, ...(await connection.wallet()) };
  const { account } = signer;

  const tokens = await readKnownTokens(deployment);
  // a stranger's token can call itself what it likes
  const moneyText = (amount: bigint, token: Token) =>
    isKnownToken(tokens, token) ? amountText(amount, token) : `${amountText(amount, token)} (unknown token ${token.address})`;
  const claimText = ({ marketId, what, amount, token }: Payment) =>
    `${marketId !== undefined ? `market ${marketId}: ` : ""}${what} ${moneyText(amount, token)}`;
  const leftOutText = ({ claim, error }: LeftOut) =>
    `left out: ${claimText({ ...claim, what: WORDS[claim.kind] })}, since ${error.message}`;
  const { claims, totals, failed } = await getClaims(publicClient, { deployment, account: account.address, markets });
  const left = [...failed];
  if (claims.length === 0) {
    if (args.ids.length > 0 && failed.length === 0) {
      throw new PresageError({
        code: "NothingToRedeem",
        message: `There is nothing to redeem now: ${markets.map((market) => reasonOf(market)).join("; ")}.`,
        remedy: "`npx hardhat presage show` says what comes next. Nothing was sent.",
      });
    }
    return {
      json: { redeemed: [], leftOut: left.map(leftOutJson) },
      text: ["There is nothing to redeem now.", ...left.map(leftOutText)].join("\n"),
    };
  }
  const sums = totals.map(({ amount, token }) => moneyText(amount, token)).join(" and ");
  const lines = claims.map((claim) => claimText({ ...claim, what: WORDS[claim.kind] }));
  await confirm([`redeem ${sums}, all that is due`, ...lines, ...left.map(leftOutText)], { connection, account }, args);

  const payments: Payment[] = [];
  const hashes: string[] = [];
  let gasUsed = 0n;
  const { paid, failed: refused } = await payClaims(publicClient, {
    deployment,
    account: account.address,
    claims,
    send: (call, [first]) => send(signer, call, first?.token),
  });
  left.push(...refused);
  // What nobody was paid for is a failure, with the reason of the first.
  if (paid.length === 0 && refused[0]) throw refused[0].error;
  for (const { receipt } of paid) {
    payments.push(...paymentsOf(receipt.logs, { deployment, markets }));
    hashes.push(receipt.transactionHash);
    gasUsed += receipt.gasUsed;
  }
  return {
    json: {
      redeemed: payments.map(({ marketId = null, what, amount, token }) => ({
        marketId,
        what,
        collateral: amountJson(amount, token),
        token: token.address,
      })),
      leftOut: left.map(leftOutJson),
      txHash: hashes[0],
      txHashes: hashes,
      gasUsed,
    },
    text: [...payments.map(claimText), ...left.map(leftOutText), `${gasUsed} gas, ${hashes.join(", ")}`].join("\n"),
  };
});

type LeftOut = ClaimsPaid["failed"][number];

function leftOutJson({ claim: { marketId, kind, amount, token }, error: { code, message, remedy } }: LeftOut) {
  return {
    marketId: marketId ?? null,
    what: WORDS[kind],
    collateral: amountJson(amount, token),
    token: token.address,
    error: { code, message, remedy },
  };
}

/** Why a market pays nothing to this account now. */
function reasonOf({ id, status, resolveBy }: Market): string {
  if (isFinal(status)) return `market ${id} is ${status}, and this account holds nothing that it pays for`;
  return `market ${id} is ${status}: it pays once it is resolved, or void from ${timeText(resolveBy)} on; until then positions can be sold or merged`;
}

function paymentsOf(logs: TransactionReceipt["logs"], { deployment, markets }: { deployment: Deployment; markets: Market[] }): Payment[] {
  const { Markets, OptimisticResolver, Erc792Arbiter } = deployment.contracts;
  const tokenOf = (marketId: bigint) => (markets.find(({ id }) => id === marketId) as Market).collateral;
  const fromMarkets = parseEventLogs({
    abi: marketsAbi,
    eventName: ["Redeemed", "SeedRedeemed", "CreatorFeesCollected"],
    logs: logsOf(Markets, logs),
  });
  const bonds = parseEventLogs({ abi: optimisticResolverAbi, eventName: "Withdrawn", logs: logsOf(OptimisticResolver, logs) });
  const rewards = parseEventLogs({ abi: erc792ArbiterAbi, eventName: "RewardWithdrawn", logs: logsOf(Erc792Arbiter, logs) });
  const kinds = { Redeemed: "positions", SeedRedeemed: "seed", CreatorFeesCollected: "creatorFees" } as const;
  const known = (address: string) =>
    (markets.find(({ collateral }) => isAddressEqual(collateral.address, address as `0x${string}`)) as Market).collateral;
  return [
    ...fromMarkets.map(({ eventName, args }) => ({
      marketId: args.marketId,
      what: WORDS[kinds[eventName]],
      amount: args.collateral,
      token: tokenOf(args.marketId),
    })),
    ...bonds.map(({ args }) => ({ what: WORDS.bonds, amount: args.amount, token: known(args.token) })),
    ...rewards.map(({ args }) => ({ what: WORDS.reward, amount: args.amount, token: known(args.token) })),
  ];
}
