import "server-only";
import { getAddress } from "viem";
import { getBlock, readContract } from "viem/actions";
import { PresageError } from "../../sdk/errors.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import { aggregatorAbi } from "../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import type { Market } from "../../sdk/types.ts";
import { chainConfig, readMarket, readMarkets, serverClient } from "./chain.server.ts";
import type { ChainAnswers } from "./chainAnswers.ts";
import { errorText } from "./errorText.ts";
import { sharedReadings } from "./sharedReadings.ts";

const share = sharedReadings<unknown>({ freshMs: 1_000, most: 500 });
/** Different readings at once; more are refused, so that strangers' questions cannot use up the chain's endpoints. */
const MAX_IN_FLIGHT = 64;
const MAX_MARKETS = 50;
let inFlight = 0;

type Match = Readonly<Record<string, string>>;
/** What a reading is asked with beside its path. */
interface Asked {
  markets?: string[];
  /** The block that whoever asks knows of already. */
  atLeast: bigint;
}
type Reads = {
  [name in keyof ChainAnswers]: { path: RegExp; read: (match: Match, asked: Asked) => Promise<ChainAnswers[name]> };
};

const ID = "(?<id>[1-9][0-9]{0,19})";
const ACCOUNT = "accounts/(?<account>0x[0-9a-fA-F]{40})";

/** What a page may ask of the chain by way of this server. */
const reads: Reads = {
  head: { path: /^head$/, read: readHead },
  markets: { path: /^markets$/, read: () => readMarkets() },
  market: {
    path: new RegExp(`^markets/${ID}$`),
    read: async ({ id }, { atLeast }) => ({ market: await marketOf(id, atLeast), head: await readHead() }),
  },
  resolution: {
    path: new RegExp(`^markets/${ID}/resolution$`),
    read: async ({ id }, { atLeast }) => getResolution(serverClient(), { deployment: deployment(), market: await marketOf(id, atLeast) }),
  },
  activity: {
    path: new RegExp(`^markets/${ID}/activity$`),
    read: ({ id }) => getActivity(serverClient(), { deployment: deployment(), marketId: BigInt(id as string) }),
  },
  feed: {
    path: new RegExp(`^markets/${ID}/feed$`),
    async read({ id }) {
      const resolution = await getResolution(serverClient(), { deployment: deployment(), market: await marketOf(id, 0n), history: false });
      if (resolution.kind !== "priceFeed") return null;
      const { feed: address } = resolution.policy;
      const [, price, , updatedAt] = await readContract(serverClient(), { address, abi: aggregatorAbi, functionName: "latestRoundData" });
      return { price, updatedAt: Number(updatedAt) };
    },
  },
  due: {
    path: /^due$/,
    async read() {
      const { due, unreadable } = await getDue(serverClient(), { deployment: deployment(), markets: await readMarkets() });
      return { due, unreadable: unreadable.map(({ market, error }) => ({ market, reason: errorText(error).message })) };
    },
  },
  holdings: {
    path: new RegExp(`^${ACCOUNT}/holdings$`),
    read: async ({ account }, asked) => getHoldings(serverClient(), await ofAccount(account, asked)),
  },
  claims: {
    path: new RegExp(`^${ACCOUNT}/claims$`),
    async read({ account }, asked) {
      const { claims, totals, failed } = await getClaims(serverClient(), await ofAccount(account, asked));
      const plain = ({ kind, marketId, amount, token }: (typeof claims)[number]) => ({ kind, marketId, amount, token });
      return {
        claims: claims.map(plain),
        totals,
        failed: failed.map(({ claim, error }) => ({ claim: plain(claim), reason: errorText(error).message })),
      };
    },
  },
  balance: {
    path: new RegExp(`^${ACCOUNT}/balances/(?<token>0x[0-9a-fA-F]{40})$`),
    read: ({ account, token }) => getBalance(serverClient(), { token: getAddress(token as string), owner: getAddress(account as string) }),
  },
};

/**
 * The answer to a path of `/api/chain`, as of about now: all who ask the same within a second share one reading. Undefined if
 * nothing is at that path. Throws `PresageError`.
 */
export async function readChainPath(path: string, search: URLSearchParams): Promise<unknown> {
  for (const { path: pattern, read } of Object.values(reads)) {
    const match = pattern.exec(path);
    if (!match) continue;
    const asked = parseAsked(search);
    return share(`${path.toLowerCase()} ${asked.markets?.join() ?? "all"} ${asked.atLeast}`, async () => {
      if (inFlight >= MAX_IN_FLIGHT) throw new PresageError({ code: "RpcUnavailable", details: { reason: "limited" } });
      inFlight++;
      try {
        return await read(match.groups ?? {}, asked);
      } finally {
        inFlight--;
      }
    });
  }
  return undefined;
}

const shareHead = sharedReadings<ChainAnswers["head"]>({ freshMs: 1_000 });

function readHead(): Promise<ChainAnswers["head"]> {
  return shareHead("", async () => {
    const { number, timestamp } = await getBlock(serverClient());
    return { block: number, timestamp: Number(timestamp) };
  });
}

function parseAsked(search: URLSearchParams): Asked {
  const block = search.get("block") ?? "";
  const markets = search.get("markets")?.split(",").slice(0, MAX_MARKETS);
  return { atLeast: /^[0-9]{1,15}$/.test(block) ? BigInt(block) : 0n, ...(markets && { markets }) };
}

async function marketOf(id: string | undefined, atLeast: bigint): Promise<Market> {
  const market = await readMarket(id as string, atLeast);
  if (!market)
    throw new PresageError({ code: "UnknownMarket", details: { marketId: /^[0-9]+$/.test(id as string) ? BigInt(id as string) : 0n } });
  return market;
}

async function ofAccount(account: string | undefined, { markets: ids, atLeast }: Asked) {
  const markets = ids ? await Promise.all(ids.map((id) => marketOf(id, atLeast))) : await readMarkets();
  return { deployment: deployment(), account: getAddress(account as string), markets };
}

function deployment() {
  return chainConfig().deployment;
}
