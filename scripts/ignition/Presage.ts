import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { ownKinds, type ResolverContract } from "../../sdk/resolvers/kinds.ts";

/** The engine, its quotes for contracts, limit orders, and the resolvers that need nothing but the engine. */
export const ENGINE: readonly EngineContract[] = ["Markets", "Quoter", "Orders", ...ownKinds.map((kind) => resolverContracts[kind])];
/** Worthless collateral, for local chains and testnets only. */
export const TEST_COLLATERAL: OwnContract = "TestUSD";

type EngineContract = "Markets" | "Quoter" | "Orders" | ResolverContract;
export type OwnContract = EngineContract | "TestUSD";

/** What each is constructed with: the engine, unless it needs nothing at all. */
export function constructorArgs<Markets>(name: OwnContract, markets: Markets): Markets[] {
  return name === "Markets" || name === TEST_COLLATERAL ? [] : [markets];
}

/** Those of the contracts that are named; `markets` is where the engine stands, if it is not among them. */
export function presage(names: readonly OwnContract[], markets?: string) {
  return buildModule("Presage", (m) => {
    const engine = names.includes("Markets") ? m.contract("Markets") : markets;
    const rest = names.filter((name) => name !== "Markets");
    const deployed = rest.map((name) => [name, m.contract(name, constructorArgs(name, engine as string))] as const);
    return { ...(engine && typeof engine !== "string" && { Markets: engine }), ...Object.fromEntries(deployed) };
  });
}
