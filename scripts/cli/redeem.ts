import { isAddressEqual, parseEventLogs } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { collectCreatorFeesCall } from "../../sdk/calls/collectCreatorFees.ts";
import { multicallCall } from "../../sdk/calls/multicall.ts";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { withdrawBondsCall } from "../../sdk/calls/withdrawBonds.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { isFinal } from "../../sdk/status.ts";
import type { Call, Deployment, Market, Token } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { connect, deploymentOf } from "./connection.ts";
import { marketArgument } from "./marketArgument.ts";
import { amountJson, amountText } from "./present.ts";
import { send } from "./send.ts";
import type { Signer } from "./signer.ts";

type Args = { json: boolean; ids: string[]; yes: boolean; yesMainnet: boolean };
type Payment = {
  /** None for bonds: the resolver pays those of all markets at once. */ marketId?: bigint;
  what: string;
  amount: bigint;
  token: Token;
};

/** Positions, liquidity, the creator's seed and fees in one transaction, then bonds by resolver and token. */
export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  for (const id of args.ids) await marketArgument(id, connection); // an id that does not exist is an error, not nothing
  const { publicClient } = connection;
  const markets = await getMarkets(publicClient, { deployment, ...(args.ids.length > 0 && { ids: args.ids.map(BigInt) }) });
  const signer = { publicClient, ...(await connection.wallet()) };

  const calls = await claimsOf(signer, deployment, markets);
  const bonds = await bondsOf(signer, deployment, markets);
  if (calls.length + bonds.length === 0) return { json: { redeemed: [], total: [] }, text: "There is nothing to redeem now." };
  await confirm(`Redeem what is due to ${signer.account.address}`, { chainId: connection.chainId, ...args });

  const payments: Payment[] = [];
  const hashes: string[] = [];
  let gasUsed = 0n;
  const batches = [...(calls.length > 0 ? [multicallCall({ markets: deployment.contracts.Markets, calls })] : []), ...bonds];
  for (const call of batches) {
    const receipt = await send(signer, call);
    payments.push(...paymentsOf(receipt.logs, markets));
    hashes.push(receipt.transactionHash);
    gasUsed += receipt.gasUsed;
  }
  return {
    json: {
      redeemed: payments.map(({ marketId = null, what, amount, token }) => ({ marketId, what, collateral: amountJson(amount, token) })),
      txHash: hashes[0],
      txHashes: hashes,
      gasUsed,
    },
    text: [
      ...payments.map(
        ({ marketId, what, amount, token }) =>
          `${marketId !== undefined ? `market ${marketId}: ` : ""}${what} ${amountText(amount, token)}`,
      ),
      `${gasUsed} gas, ${hashes.join(", ")}`,
    ].join("\n"),
  };
});

async function claimsOf(signer: Signer, deployment: Deployment, markets: Market[]): Promise<Call[]> {
  const address = { markets: deployment.contracts.Markets };
  const me = signer.account.address;
  const holdings = await getHoldings(signer.publicClient, { deployment, account: me, markets });
  const positionIds = holdings.filter(({ redeemable }) => redeemable > 0n).map(({ id }) => id);
  const mine = markets.filter(({ creator }) => isAddressEqual(creator, me));
  return [
    ...(positionIds.length > 0 ? [redeemCall({ ...address, positionIds, recipient: me })] : []),
    ...mine.filter(({ status, seed }) => isFinal(status) && seed > 0n).map(({ id }) => redeemSeedCall({ ...address, marketId: id })),
    ...mine.filter(({ creatorFees }) => creatorFees > 0n).map(({ id }) => collectCreatorFeesCall({ ...address, marketId: id })),
  ];
}

async function bondsOf(signer: Signer, deployment: Deployment, markets: Market[]): Promise<Call[]> {
  const resolver = deployment.contracts.OptimisticResolver;
  if (!resolver) return [];
  const tokens = [...new Set(markets.map(({ collateral }) => collateral.address))];
  const amounts = await Promise.all(
    tokens.map((token) =>
      signer.publicClient.readContract({
        address: resolver,
        abi: optimisticResolverAbi,
        functionName: "withdrawable",
        args: [signer.account.address, token],
      }),
    ),
  );
  return tokens.flatMap((token, index) =>
    (amounts[index] ?? 0n) > 0n ? [withdrawBondsCall({ resolver, token, recipient: signer.account.address })] : [],
  );
}

function paymentsOf(logs: Parameters<typeof parseEventLogs>[0]["logs"], markets: Market[]): Payment[] {
  const tokenOf = (marketId: bigint) => (markets.find(({ id }) => id === marketId) as Market).collateral;
  const fromMarkets = parseEventLogs({ abi: marketsAbi, eventName: ["Redeemed", "SeedRedeemed", "CreatorFeesCollected"], logs });
  const fromResolver = parseEventLogs({ abi: optimisticResolverAbi, eventName: "Withdrawn", logs });
  const words = { Redeemed: "redeemed", SeedRedeemed: "seed", CreatorFeesCollected: "creator's fees" } as const;
  return [
    ...fromMarkets.map(({ eventName, args }) => ({
      marketId: args.marketId,
      what: words[eventName],
      amount: args.collateral,
      token: tokenOf(args.marketId),
    })),
    ...fromResolver.map(({ args }) => ({
      what: "bonds",
      amount: args.amount,
      token: (markets.find(({ collateral }) => isAddressEqual(collateral.address, args.token)) as Market).collateral,
    })),
  ];
}
