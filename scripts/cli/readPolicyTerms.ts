import { isAddressEqual, type PublicClient } from "viem";
import { erc792ArbiterAbi } from "../../sdk/abi/erc792Arbiter.ts";
import { umaResolverAbi } from "../../sdk/abi/umaResolver.ts";
import type { CreateParams } from "../../sdk/calls/createMarket.ts";
import { optimisticBond } from "../../sdk/resolvers/optimistic/policy.ts";
import { optimisticOracleAbi } from "../../sdk/resolvers/uma/optimisticOracleAbi.ts";
import type { Terms } from "../../sdk/specification/readTerms.ts";
import type { PolicyTerms } from "../../sdk/specification/resolvers/resolvers.ts";
import type { Policy } from "../../sdk/specification/toCreateParams.ts";
import type { Deployment } from "../../sdk/types.ts";

/** How a market that is not created yet will be decided. What the chain does not say is left out. */
export async function readPolicyTerms(
  client: PublicClient,
  decided: Policy,
  { deployment, params, terms }: { deployment: Deployment; params: CreateParams; terms: Terms },
): Promise<PolicyTerms> {
  switch (decided.kind) {
    case "optimistic": {
      const { policy } = decided;
      const bond = optimisticBond(policy, params.liquidity);
      const adapter = deployment.contracts.Erc792Arbiter;
      if (!adapter || !isAddressEqual(policy.arbiter, adapter)) return { ...decided, bond };
      const arbitrator = await client.readContract({ address: adapter, abi: erc792ArbiterAbi, functionName: "arbitrator" });
      return { ...decided, bond, court: { arbitrator } };
    }
    case "priceFeed":
      return { ...decided, feedDecimals: terms.feedDecimals ?? 8 };
    case "uma": {
      const { policy } = decided;
      const oracle = await client.readContract({ address: params.resolver, abi: umaResolverAbi, functionName: "oracle" });
      const minimum = await client.readContract({
        address: oracle,
        abi: optimisticOracleAbi,
        functionName: "getMinimumBond",
        args: [policy.currency],
      });
      return { ...decided, bond: policy.bond > minimum ? policy.bond : minimum, currency: terms.currency ?? terms.token };
    }
    case "reality":
      return { ...decided, questionText: decided.policy.question };
    default:
      return decided; // its policy says it all
  }
}
