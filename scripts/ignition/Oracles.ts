import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Resolvers that ask an oracle of others; apart from the engine, so that they can be added to one that stands. */
export const Uma = buildModule("Uma", (m) => ({
  umaResolver: m.contract("UmaResolver", [m.getParameter("markets"), m.getParameter("oracle")]),
}));

export const Reality = buildModule("Reality", (m) => ({
  realityResolver: m.contract("RealityResolver", [m.getParameter("markets"), m.getParameter("oracle")]),
}));

/** An arbiter that brings disputes before a court, whose own parameters (which of its courts, how many jurors) it passes on. */
export const CourtArbiter = buildModule("CourtArbiter", (m) => ({
  erc792Arbiter: m.contract("Erc792Arbiter", [m.getParameter("resolver"), m.getParameter("court"), m.getParameter("extraData")]),
}));

/** A court that rules what it is told to, for local chains only. */
export const LocalCourt = buildModule("LocalCourt", (m) => ({ court: m.contract("CourtMock") }));

/** A price feed whose rounds are written by hand, for local chains only. */
export const LocalFeed = buildModule("LocalFeed", (m) => ({ feed: m.contract("FeedMock") }));
