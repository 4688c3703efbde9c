import { formatAmount } from "../../sdk/formatAmount.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { scalarValue } from "../../sdk/scalar.ts";
import { knownTokens } from "../../sdk/tokens/knownTokens.ts";
import { unknownOf } from "../../sdk/tokens/unknownOf.ts";
import type { Deployment, Market, Status } from "../../sdk/types.ts";
import { clean } from "./format.ts";
import type { IndexedMarket } from "./indexerTypes.ts";
import { signOf } from "./signOf.ts";

const WAD = 10n ** 18n;

/** What a list shows of a market, wherever it comes from. Texts are cleaned, amounts are decimal. */
export interface ListedMarket {
  id: string;
  question: string;
  category: string;
  status: Status;
  halted: boolean;
  closesAt: number;
  outcomes: string[];
  /** What each outcome costs, or once final pays, scaled by 1e18. */
  shares: bigint[];
  /** Of a day, from −1 to 1; null where no history is known. */
  changes: number[] | null;
  sparkline: number[] | null;
  /** The number that a market on a number stands for. */
  expected: { value: string; unit: string } | null;
  volume: string | null;
  traders: number | null;
  liquidity: string;
  symbol: string;
  isKnown: boolean;
}

const listed = new WeakMap<IndexedMarket, ListedMarket>();

/** As the indexer has it. Many visitors share a reading: what a list shows of it is worked out once. */
export function fromIndexed(market: IndexedMarket, deployment: Deployment): ListedMarket {
  const known = listed.get(market) ?? listOf(market, deployment);
  listed.set(market, known);
  return known;
}

function listOf(market: IndexedMarket, deployment: Deployment): ListedMarket {
  const { id, status, halted, closesAt, payouts, payoutDenominator, prices, changes24h, sparkline, expectedValue } = market;
  return {
    id,
    question: clean(market.question),
    category: clean(market.category),
    status,
    halted,
    closesAt,
    outcomes: market.outcomes.map(clean),
    shares:
      payouts.length > 0
        ? payouts.map((payout) => (BigInt(payout) * WAD) / BigInt(payoutDenominator))
        : prices.map((price) => parseAmount(price, 18)),
    changes: changes24h.map(Number),
    sparkline: sparkline?.map(Number) ?? null,
    expected: expectedValue && { value: expectedValue.value, unit: clean(expectedValue.unit) },
    volume: market.volume.amount,
    traders: market.traders,
    liquidity: market.liquidity.amount ?? "0",
    symbol: signOf(market.collateral, deployment, market.currency),
    isKnown: market.known,
  };
}

/** As the chain has it, when there is no indexer: without a history. */
export function fromChain(market: Market, deployment: Deployment): ListedMarket {
  const { metadata, payouts, payoutDenominator, prices, collateral } = market;
  return {
    id: String(market.id),
    question: clean(metadata.question),
    category: clean(metadata.category),
    status: market.status,
    halted: market.halted,
    closesAt: market.closesAt,
    outcomes: market.outcomes.map(clean),
    shares: payouts.length > 0 ? payouts.map((payout) => (payout * WAD) / payoutDenominator) : [...prices],
    changes: null,
    sparkline: null,
    expected: metadata.scalar
      ? { value: String(scalarValue({ price: prices[0] ?? 0n, ...metadata.scalar })), unit: clean(metadata.scalar.unit) }
      : null,
    volume: null,
    traders: null,
    liquidity: formatAmount(market.liquidity, collateral.decimals, { maxDigits: 2 }),
    symbol: signOf(collateral.address, deployment, { symbol: collateral.symbol, known: true }),
    // without an indexer only the address book vouches for tokens
    isKnown: unknownOf(market, knownTokens(deployment)).length === 0,
  };
}
