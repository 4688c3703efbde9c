import type { HardhatPlugin } from "hardhat/types/plugins";

/** Keeps the compiler's warnings about our own sources and leaves out those about dependencies. */
const ownWarnings: HardhatPlugin = {
  id: "presage-own-warnings",
  hookHandlers: {
    solidity: () => import("./ownWarningsHook.ts"),
  },
};

export default ownWarnings;
