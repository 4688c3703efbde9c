import { type Address, formatEther, type Hex, isAddress, isHex, parseEther, parseGwei } from "viem";
import { mnemonicToAccount, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { LOCAL_CHAIN_ID } from "../sdk/chains.ts";

/** The mnemonic that Hardhat publishes for local chains, and its account that nobody else uses there. */
const LOCAL_MNEMONIC = "test test test test test test test test test test test junk";
const LOCAL_ACCOUNT = 18;

export interface Limits {
  /** Wei for a unit of gas, priority fee included: above it nothing is sent or replaced. */
  maxFeePerGas: bigint;
  /** Units of gas that one transaction may take. */
  maxGas: bigint;
  /** Wei that may be spent on gas in 24 hours. */
  maxSpentPerDay: bigint;
  /** Wei: below it the operator is told. */
  leastBalance: bigint;
}

export interface KeeperSettings {
  account: Pick<PrivateKeyAccount, "address" | "signTransaction">;
  limits: Limits;
  databaseUrl: string;
  /** Without it what is due is looked for on the chain alone. */
  indexerUrl: string | undefined;
  /** The relay whose orders are filled where that can be done; without it none are. */
  relayUrl: string | undefined;
  /** What a fill has to bring, in whole tokens of the address book; "0": unpaid ones are sent as well. */
  leastTip: string;
  /** Where alarms are sent; without it they are kept and shown all the same. */
  webhookUrl: string | undefined;
  /** Milliseconds between looks at the chain. */
  interval: number;
  /** Blocks upon the one that holds a transaction after which it is not looked at again. */
  confirmations: number;
  /** Unix seconds: what has been possible since before then is left to others. */
  since: number;
  /** Milliseconds for which what is due is left to those whom it concerns. */
  delay: number;
  /** Accounts that what waits for them is paid to. */
  payees: Address[];
  /** Finds and says what is due, and sends nothing. */
  isDryRun: boolean;
}

/** Reads the settings of `.env.example`. Throws in words, and never repeats the key. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>, chainId: number): KeeperSettings {
  const read = (name: string) => environment[`PRESAGE_KEEPER_${name}`]?.trim() || undefined;
  const isLocal = chainId === LOCAL_CHAIN_ID;
  const databaseUrl = environment.DATABASE_URL;
  if (!databaseUrl) throw new Error("The keeper needs a PostgreSQL database, for what it is about to send: set DATABASE_URL.");
  return {
    account: readAccount(read("PRIVATE_KEY"), isLocal),
    limits: {
      maxFeePerGas: inUnit("MAX_FEE_GWEI", read("MAX_FEE_GWEI") ?? "100", parseGwei),
      maxGas: BigInt(whole("MAX_GAS", read("MAX_GAS") ?? "16000000", 21_000)),
      maxSpentPerDay: inUnit("MAX_SPENT_PER_DAY", read("MAX_SPENT_PER_DAY") ?? "0.1", parseEther),
      leastBalance: inUnit("LEAST_BALANCE", read("LEAST_BALANCE") ?? "0.05", parseEther),
    },
    databaseUrl,
    indexerUrl: environment.PRESAGE_INDEXER_URL?.trim() || undefined,
    relayUrl: environment.PRESAGE_RELAY_URL?.trim().replace(/\/+$/, "") || undefined,
    leastTip: decimal("LEAST_TIP", read("LEAST_TIP") ?? (isLocal ? "0" : "0.1")),
    webhookUrl: read("WEBHOOK") && httpUrl("WEBHOOK", read("WEBHOOK") as string),
    interval: whole("INTERVAL_MS", read("INTERVAL_MS") ?? (isLocal ? "1000" : "6000"), 50),
    confirmations: whole("CONFIRMATIONS", read("CONFIRMATIONS") ?? (isLocal ? "3" : "32"), 0),
    since: whole("SINCE", read("SINCE") ?? "0", 0),
    delay: whole("DELAY_MS", read("DELAY_MS") ?? "0", 0),
    payees: addresses("PAYEES", read("PAYEES")),
    isDryRun: read("DRY_RUN") === "1",
  };
}

/** What the settings allow, in words, for the first lines of the log. */
export function limitsText({ maxFeePerGas, maxGas, maxSpentPerDay, leastBalance }: Limits): string {
  return `at most ${maxFeePerGas / 10n ** 9n} gwei, ${maxGas} gas a transaction, ${formatEther(maxSpentPerDay)} a day; alarm below ${formatEther(leastBalance)}`;
}

function readAccount(key: string | undefined, isLocal: boolean): KeeperSettings["account"] {
  if (key === undefined) {
    if (isLocal) return mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: LOCAL_ACCOUNT });
    throw new Error("The keeper has no key: set PRESAGE_KEEPER_PRIVATE_KEY to that of an account which holds gas and nothing else.");
  }
  const hex = (key.startsWith("0x") ? key : `0x${key}`) as Hex;
  try {
    if (!isHex(hex) || hex.length !== 66) throw new Error("length");
    return privateKeyToAccount(hex);
  } catch {
    // The cause could hold a part of the key.
    throw new Error("PRESAGE_KEEPER_PRIVATE_KEY is no private key: 64 hexadecimal digits are expected, with or without 0x.");
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`PRESAGE_KEEPER_${name} is "${text}", expected a whole number from ${least} on.`);
}

function inUnit(name: string, text: string, parse: (text: string) => bigint): bigint {
  return parse(decimal(name, text));
}

function decimal(name: string, text: string): string {
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  throw new Error(`PRESAGE_KEEPER_${name} is "${text}", expected a decimal number.`);
}

function addresses(name: string, text = ""): Address[] {
  const parts = text.split(",").map((part) => part.trim());
  const wrong = parts.find((part) => text !== "" && !isAddress(part));
  if (wrong === undefined) return text === "" ? [] : (parts as Address[]);
  throw new Error(`PRESAGE_KEEPER_${name} has "${wrong}" in it, expected addresses with commas between them.`);
}

function httpUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new Error(`PRESAGE_KEEPER_${name} is no address that begins with https:// or http://.`);
}
