import type { Address } from "viem";

/** The oracles of others that resolvers of this project ask, on one chain. */
export interface OutsideOracles {
  /** UMA's Optimistic Oracle V3. */
  uma?: Address;
  /** Reality.eth 3.0 for the chain's own coin. */
  reality?: Address;
}

/**
 * By chain id, as published by their makers: UMA's in `@uma/contracts-node` (`getOptimisticOracleV3Address`), Reality.eth's in
 * `@reality.eth/contracts` (`chains/deployments/<id>/…/RealityETH-3.0.json`). A test compares them with those packages.
 */
export const OUTSIDE_ORACLES: Readonly<Record<number, OutsideOracles>> = {
  1: { uma: "0xfb55F43fB9F48F63f9269DB7Dde3BbBe1ebDC0dE", reality: "0x5b7dD1E86623548AF054A4985F7fc8Ccbb554E2c" },
  10: { uma: "0x072819Bb43B50E7A251c64411e7aA362ce82803B", reality: "0x0eF940F7f053a2eF5D6578841072488aF0c7d89A" },
  137: { uma: "0x5953f2538F613E05bAED8A5AeFa8e6622467AD3D", reality: "0x60573B8DcE539aE5bF9aD7932310668997ef0428" },
  8453: { uma: "0x2aBf1Bd76655de80eDB3086114315Eec75AF500c", reality: "0x2F39f464d16402Ca3D8527dA89617b73DE2F60e8" },
  42161: { uma: "0xa6147867264374F324524E30C02C331cF28aa879", reality: "0x5D18bD4dC5f1AC8e9bD9B666Bd71cB35A327C4A9" },
  11155111: { uma: "0xFd9e2642a170aDD10F53Ee14a93FcF2F31924944", reality: "0xaf33DcB6E8c5c4D9dDF579f53031b514d19449CA" },
  84532: { uma: "0x0F7fC5E6482f096380db6158f978167b57388deE", reality: "0x86b653Dc9aa6d7311109276925927087573f91CB" },
  421614: { uma: "0x1037A21a30aEfF90c269b01c3933eB9a5285d9b8", reality: "0xB78396EFaF0a177d125e9d45B2C6398Ac5f803B9" },
};
