import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { type Chain, startChain } from "../../tools/test/chain.ts";
import { checked } from "./commands.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const RECORDS = path.join(ROOT, "ignition/deployments");
const MNEMONIC = "test test test test test test test test test test test junk";

/** The key of one of the accounts that every Hardhat chain funds: published. */
const keyOf = (addressIndex: number) => toHex(mnemonicToAccount(MNEMONIC, { addressIndex }).getHdKey().privateKey as Uint8Array);

export interface Said {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  /** Whose key signs, of the accounts that the chain funds. */
  account?: number;
  env?: Record<string, string>;
  /** Told what the command says while it runs. */
  onSaid?: (words: string) => void;
}

export interface CustomChain extends Chain {
  chainId: number;
  /** Where its address book and the journal of what was sent are. */
  folder: string;
  /** Runs a command in a process of its own, on this chain by environment alone. */
  run: (words: string[], options?: RunOptions) => Promise<Said>;
  /** The same with `--json`, and what it prints. */
  succeed: (words: string[], options?: RunOptions) => Promise<Record<string, never>>;
  refuse: (code: string, words: string[], options?: RunOptions) => Promise<{ message: string; remedy: string }>;
}

/** A chain that `sdk/chains.ts` does not list. */
export async function startCustomChain(chainId: number): Promise<CustomChain> {
  const chain = await startChain({ chainId });
  const folder = mkdtempSync(path.join(tmpdir(), "presage-custom-"));
  const forgetRecords = () => {
    for (const name of readable(RECORDS)) {
      if (name.split("-")[1] === String(chainId)) rmSync(path.join(RECORDS, name), { recursive: true });
    }
  };
  forgetRecords();

  async function run(words: string[], { account = 0, env = {}, onSaid }: RunOptions = {}): Promise<Said> {
    const child = spawn(process.execPath, [HARDHAT, "presage", ...words, "--network", "custom"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PRESAGE_CHAIN_ID: String(chainId),
        PRESAGE_CHAIN_NAME: "Testland",
        PRESAGE_CHAIN_TEST: "1",
        PRESAGE_RPC_URL: chain.url,
        PRESAGE_PRIVATE_KEY: keyOf(account),
        PRESAGE_DEPLOYMENTS: folder,
        PRESAGE_JOURNAL: path.join(folder, "journal"),
        ...env,
      },
    });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (part) => {
        said[name] += part;
        onSaid?.(String(part));
      });
    }
    const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { status, ...said };
  }
  const printed = async (words: string[], options?: RunOptions) => {
    const said = await run([...words, "--json"], options);
    assert.equal(said.stdout.trim().split("\n").length, 1, `standard output is one line: ${said.stdout}\n${said.stderr}`);
    return { status: said.status, json: JSON.parse(said.stdout) };
  };
  return {
    ...chain,
    chainId,
    folder,
    run,
    succeed: async (words, options) => {
      const { status, json } = await printed(words, options);
      assert.equal(status, 0, JSON.stringify(json));
      return checked(words[0] as string, json);
    },
    refuse: async (code, words, options) => {
      const { status, json } = await printed(words, options);
      assert.deepEqual([status, json.error?.code], [1, code], JSON.stringify(json));
      return checked("failure", json).error;
    },
    close: async () => {
      await chain.close();
      rmSync(folder, { recursive: true, force: true });
      forgetRecords();
    },
  };
}

function readable(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
