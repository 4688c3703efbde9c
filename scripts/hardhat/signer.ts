import { globalOption } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { HardhatPlugin } from "hardhat/types/plugins";

declare module "hardhat/types/global-options" {
  interface GlobalOptions {
    from?: string;
  }
}

/** `--from`, beside `--network`: which of the network's accounts signs. */
const signer: HardhatPlugin = {
  id: "presage-signer",
  globalOptions: [
    globalOption({
      name: "from",
      description: "Which of the network's accounts signs a presage command: an address, or a name from the address book",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    }),
  ],
};

export default signer;
