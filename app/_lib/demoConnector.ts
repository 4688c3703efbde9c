import { type Address, createWalletClient, type EIP1193RequestFn, numberToHex, type Transport } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";

/** The second account of every Hardhat chain. Its key is published: worthless anywhere else. */
const DEMO_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const STORED = "presage.demo";

export const DEMO_ID = "presage-demo";

/** A wallet that needs no extension: a funded account of the local chain, signing in the page. */
export function demoConnector(transport: Transport) {
  const account = privateKeyToAccount(DEMO_KEY);
  return createConnector((config) => {
    const [chain] = config.chains;
    const signer = createWalletClient({ account, chain, transport });
    const request = (async ({ method, params }: { method: string; params?: unknown }) => {
      const list = (params ?? []) as never[];
      if (method === "eth_accounts" || method === "eth_requestAccounts") return [account.address];
      if (method === "eth_chainId") return numberToHex(chain.id);
      if (method === "eth_signTypedData_v4") return account.signTypedData(JSON.parse(list[1]));
      if (method === "eth_sendTransaction") {
        const { to, data, value, gas } = list[0] as { to: Address; data: Address; value?: string; gas?: string };
        return signer.sendTransaction({ to, data, ...(value && { value: BigInt(value) }), ...(gas && { gas: BigInt(gas) }) });
      }
      return signer.request({ method, params } as never);
    }) as EIP1193RequestFn;

    return {
      id: DEMO_ID,
      name: "Demo account",
      type: "demo",
      async connect() {
        localStorage.setItem(STORED, "1");
        return { accounts: [account.address], chainId: chain.id } as never;
      },
      async disconnect() {
        localStorage.removeItem(STORED);
      },
      async getAccounts() {
        return [account.address];
      },
      async getChainId() {
        return chain.id;
      },
      async getProvider() {
        return { request };
      },
      async isAuthorized() {
        return localStorage.getItem(STORED) === "1";
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {
        config.emitter.emit("disconnect");
      },
    };
  });
}
