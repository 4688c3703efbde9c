import type { Address } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { type CreateParams, createMarketCall } from "../../sdk/calls/createMarket.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import { encodeOptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Chain } from "./chain.ts";

const DAY = 86_400n;
export const USD = 1_000_000n;

/** Gives an account test dollars and lets `Markets` take as many. */
export async function fund(chain: Chain, deployment: Deployment, index: number, spender = deployment.contracts.Markets): Promise<void> {
  const token = deployment.collaterals.usd as Address;
  const wallet = chain.wallet(index);
  await sendCall(chain.client, wallet, faucetCall({ token, amount: 1_000_000n * USD }));
  await sendCall(chain.client, wallet, approveCall({ token, spender, amount: 2n ** 255n }));
}

/** What a test needs of a market, decided by the optimistic resolver with account 5 as its arbiter. */
export async function marketTerms(chain: Chain, deployment: Deployment, terms: Partial<CreateParams> = {}): Promise<CreateParams> {
  const { timestamp } = await chain.client.getBlock();
  const outcomeCount = terms.outcomeCount ?? 2;
  return {
    collateral: deployment.collaterals.usd as Address,
    resolver: deployment.contracts.OptimisticResolver as Address,
    closesAt: timestamp + 10n * DAY,
    resolveBy: timestamp + 40n * DAY,
    feeRate: 400,
    creatorShare: 2500,
    outcomeCount,
    liquidity: 1_000n * USD,
    odds: [],
    metadata: JSON.stringify({
      question: "Will it rain?",
      category: "weather",
      outcomes: Array.from({ length: outcomeCount }, (_, index) => `Answer ${index}`),
      rules: "Resolves by the gauge.",
      source: "https://example.org/gauge",
      edgeCases: [{ if: "the gauge breaks", then: "void" }],
    }),
    resolverData: encodeOptimisticPolicy({
      arbiter: chain.wallet(5).account.address,
      bond: 10n * USD,
      maxBond: 1_000n * USD,
      bondRate: 500,
      liveness: 3600,
      arbiterTimeout: 7200,
      earlyProposals: true,
      haltOnProposal: false,
      creatorMayArbitrate: false,
    }),
    ...terms,
  };
}

/** A market made by account 0, which must have been funded. */
export async function createMarket(chain: Chain, deployment: Deployment, terms: Partial<CreateParams> = {}): Promise<void> {
  const params = await marketTerms(chain, deployment, terms);
  const call = createMarketCall({ markets: deployment.contracts.Markets, params, maxFunding: initialFunding(params) });
  await sendCall(chain.client, chain.wallet(0), call);
}
