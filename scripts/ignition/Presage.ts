import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { ownKinds, resolverContracts } from "../../sdk/resolvers/kinds.ts";

/** The engine, its quotes for contracts, limit orders, and the resolvers that need nothing but the engine. */
export const Presage = buildModule("Presage", (m) => {
  const Markets = m.contract("Markets");
  const resolvers = ownKinds.map((kind) => [resolverContracts[kind], m.contract(resolverContracts[kind], [Markets])] as const);
  return { Markets, Quoter: m.contract("Quoter", [Markets]), Orders: m.contract("Orders", [Markets]), ...Object.fromEntries(resolvers) };
});

/** Worthless collateral, for local chains and testnets only. */
export const TestCollateral = buildModule("TestCollateral", (m) => ({ usd: m.contract("TestUSD") }));
