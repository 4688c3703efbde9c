import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The engine, its quotes for contracts, and the resolvers that need nothing but the engine. */
export const Presage = buildModule("Presage", (m) => {
  const markets = m.contract("Markets");
  return {
    markets,
    quoter: m.contract("Quoter", [markets]),
    optimisticResolver: m.contract("OptimisticResolver", [markets]),
    committeeResolver: m.contract("CommitteeResolver", [markets]),
    priceFeedResolver: m.contract("PriceFeedResolver", [markets]),
  };
});

/** Worthless collateral, for local chains and testnets only. */
export const TestCollateral = buildModule("TestCollateral", (m) => ({ usd: m.contract("TestUSD") }));
