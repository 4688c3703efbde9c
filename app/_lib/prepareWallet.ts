import type { ChainConfig } from "./chainConfig.ts";

/** Does what a button of a ticket asks for before anything can be signed, and says whether that was it. */
export async function prepareWallet(reason: string, config: ChainConfig): Promise<boolean> {
  if (reason === "connect") {
    document.getElementById("connect-wallet")?.click();
    return true;
  }
  if (reason !== "wrongChain") return false;
  const { switchToChain } = await import("./connection.ts");
  await switchToChain(config).catch(() => undefined); // the button still says what is wrong
  return true;
}
