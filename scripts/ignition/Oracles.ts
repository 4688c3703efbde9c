import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Resolvers that ask an oracle of others; apart from the engine, so that they can be added to one that stands. */
export const Uma = buildModule("Uma", (m) => ({
  umaResolver: m.contract("UmaResolver", [m.getParameter("markets"), m.getParameter("oracle")]),
}));

export const Reality = buildModule("Reality", (m) => ({
  realityResolver: m.contract("RealityResolver", [m.getParameter("markets"), m.getParameter("oracle")]),
}));

/** A price feed whose rounds are written by hand, for local chains only. */
export const LocalFeed = buildModule("LocalFeed", (m) => ({ feed: m.contract("FeedMock") }));
