import type { Page } from "@playwright/test";
import { type Account, createWalletClient, type Hex, http, numberToHex } from "viem";
import { hardhat } from "viem/chains";
import { RPC_URL } from "./stack.ts";

export const WALLET_NAME = "Test Wallet";
const USER_REJECTED = 4001;

type Request = { method: string; params?: unknown[] };
type Answer = { result: unknown } | { error: { code: number; message: string } };

/** What a person does with their wallet: refuse, or be on another network. */
export interface Wallet {
  refuseNext: boolean;
  chainId: number;
  /** Whether the page may see the account: a wallet shows it to nobody unasked. */
  connected: boolean;
  /** Answers of its own, by method, before those of any wallet; what is thrown is a refusal. */
  answers: Record<string, (params: readonly unknown[]) => unknown>;
  /** Methods that the page has asked for, in their order. */
  asked: string[];
}

/** Gives the page a wallet as an extension would (EIP-1193, announced by EIP-6963); keys and signatures stay in this process. */
export async function installWallet(page: Page, account: Account): Promise<Wallet> {
  const wallet: Wallet = { refuseNext: false, chainId: hardhat.id, connected: false, answers: {}, asked: [] };
  await page.exposeFunction("presageTestWallet", async (request: Request): Promise<Answer> => {
    wallet.asked.push(request.method);
    try {
      return { result: await answer(wallet, account, request) };
    } catch (error) {
      const { code = -32_603, shortMessage, message } = error as { code?: number; shortMessage?: string; message: string };
      return { error: { code, message: shortMessage ?? message } };
    }
  });
  await page.addInitScript(announce, WALLET_NAME);
  return wallet;
}

async function answer(wallet: Wallet, account: Account, { method, params = [] }: Request): Promise<unknown> {
  const client = createWalletClient({ account, chain: hardhat, transport: http(RPC_URL) });
  const asksForConsent = method === "eth_sendTransaction" || method === "eth_signTypedData_v4" || method === "personal_sign";
  if (asksForConsent && wallet.refuseNext) {
    wallet.refuseNext = false;
    throw Object.assign(new Error("User rejected the request."), { code: USER_REJECTED });
  }
  const own = wallet.answers[method];
  if (own) return own(params);
  switch (method) {
    case "eth_requestAccounts":
      wallet.connected = true;
      return [account.address];
    case "eth_accounts":
      return wallet.connected ? [account.address] : [];
    case "wallet_requestPermissions":
      wallet.connected = true;
      return [{ parentCapability: "eth_accounts" }];
    case "wallet_getPermissions":
      return wallet.connected ? [{ parentCapability: "eth_accounts" }] : [];
    case "wallet_revokePermissions":
      wallet.connected = false;
      return null;
    case "wallet_addEthereumChain":
      return null;
    case "wallet_getCapabilities":
    case "wallet_sendCalls":
      throw Object.assign(new Error(`${method} is not supported.`), { code: 4200 });
    case "wallet_switchEthereumChain": {
      wallet.chainId = Number((params[0] as { chainId: Hex }).chainId);
      return null;
    }
    case "eth_chainId":
      return numberToHex(wallet.chainId);
    case "net_version":
      return String(wallet.chainId);
    case "personal_sign":
      return client.signMessage({ message: { raw: params[0] as Hex } });
    case "eth_signTypedData_v4":
      return client.signTypedData(JSON.parse(params[1] as string));
    case "eth_sendTransaction": {
      const { to, data, value, gas } = params[0] as { to: Hex; data: Hex; value?: Hex; gas?: Hex };
      return client.sendTransaction({ to, data, value: value && BigInt(value), gas: gas ? BigInt(gas) : undefined });
    }
    default:
      return client.request({ method, params } as never);
  }
}

/** Runs in the page, before any of its own scripts. */
function announce(name: string): void {
  type Listener = (...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const ask = (window as never as { presageTestWallet: (request: Request) => Promise<Answer> }).presageTestWallet;
  const emit = (event: string, ...args: unknown[]) => {
    for (const listener of listeners.get(event) ?? []) listener(...args);
  };
  const provider = {
    async request({ method, params }: Request): Promise<unknown> {
      const reply = await ask(JSON.parse(JSON.stringify({ method, params })));
      if ("error" in reply) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
      if (method === "wallet_switchEthereumChain") emit("chainChanged", (params as { chainId: string }[])[0]?.chainId);
      return reply.result;
    },
    on(event: string, listener: Listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
      return provider;
    },
    removeListener(event: string, listener: Listener) {
      listeners.get(event)?.delete(listener);
      return provider;
    },
  };
  const info = {
    uuid: "7f1e1c58-6a0e-4c3c-9d1c-0f6d2f0a5b11",
    name,
    rdns: "example.test-wallet",
    icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
  };
  const detail = Object.freeze({ info, provider });
  const tell = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", tell);
  tell();
}
