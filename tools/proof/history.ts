// A market's whole state as the SDK computes it, beside the same market in real numbers: what `playHistories` compares the
// contract with.
import { initialRhos } from "../../sdk/initialRhos.ts";
import { liquidityCost, liquidityProceeds } from "../../sdk/liquidityCost.ts";
import { quoteTrade } from "../../sdk/quoteTrade.ts";
import { restorePrices } from "../../sdk/restorePrices.ts";
import type { Op, Side } from "../../sdk/types.ts";
import { expectedTrade, type Order, poolGain } from "./model.ts";
import { exp, fromWad, ln, ONE, tradeAt } from "./precise.ts";

/** In the order of HistoryPlayer's `Kind`. */
export const kinds = [
  "buy",
  "buyExact",
  "sell",
  "split",
  "merge",
  "splitPair",
  "mergePair",
  "convert",
  "convertBack",
  "addLiquidity",
  "removeLiquidity",
  "collectCreatorFees",
] as const;
export type Kind = (typeof kinds)[number];
export type Step = { kind: Kind; outcome: bigint; side: Side; amount: bigint };
export type Terms = { outcomeCount: number; odds: bigint[]; liquidity: bigint; feeRate: number; creatorShare: number };

const RATE_UNIT = 10_000n;
const MOST_GATHERED = 2n ** 64n - 1n;
/** Beyond this the price itself is lost in the 80 digits of the real numbers. */
const MOST_RHO = 100n * 10n ** 18n;

export class History {
  readonly terms: Terms;
  rhos: bigint[];
  liquidity: bigint;
  gathered = 0n;
  liquidityFees = 0n;
  creatorFees = 0n;
  shares = 0n;
  yes: bigint[];
  no: bigint[];
  /** The pool in real numbers, moved by what traders gave or asked for, never by what the contract computed. */
  realRhos: bigint[];
  trades = 0;

  readonly #tracksReal: boolean;

  /** `tracksReal`: not for histories that go where a unit of rounding moves a price at will. */
  constructor(terms: Terms, tracksReal: boolean) {
    this.terms = terms;
    this.#tracksReal = tracksReal;
    const n = terms.outcomeCount;
    this.rhos = initialRhos(terms);
    this.liquidity = terms.liquidity;
    const cost = liquidityCost({ market: this, liquidity: terms.liquidity });
    this.yes = terms.odds.length > 0 ? cost.positions : Array<bigint>(n).fill(0n);
    this.no = Array<bigint>(n).fill(0n);
    this.realRhos = Array.from({ length: n }, (_, j) => -ln(terms.odds.length > 0 ? fromWad(terms.odds[j] as bigint) : ONE / BigInt(n)));
  }

  /** Does the step and returns the collateral that it costs; null if the contract must refuse it. */
  take({ kind, outcome, side, amount }: Step): bigint | null {
    const n = this.terms.outcomeCount;
    const j = Number(outcome);
    if (kind === "collectCreatorFees") {
      this.#divideFees();
      const paid = this.creatorFees;
      this.creatorFees = 0n;
      return -paid;
    }
    if (amount <= 0n) return null;
    if (kind === "buy" || kind === "buyExact" || kind === "sell") return this.#trade(kind, j, side, amount);
    const [yes, no] = [[...this.yes], [...this.no]];
    const no_ = (i: number) => (n === 2 ? { of: yes, at: 1 - i } : { of: no, at: i });
    const add = ({ of, at }: { of: bigint[]; at: number }, change: bigint) => {
      of[at] = (of[at] as bigint) + change;
    };
    let paid = 0n;
    if (kind === "split" || kind === "merge") {
      paid = kind === "split" ? amount : -amount;
      for (let i = 0; i < n; i++) add({ of: yes, at: i }, paid);
    } else if (kind === "splitPair" || kind === "mergePair") {
      paid = kind === "splitPair" ? amount : -amount;
      add({ of: yes, at: j }, paid);
      add(no_(j), paid);
    } else if (kind === "convert" || kind === "convertBack") {
      const change = kind === "convert" ? -amount : amount;
      let members = 0n;
      for (let i = 0; i < n; i++) {
        if ((outcome >> BigInt(i)) & 1n) {
          members++;
          add(no_(i), change);
        } else add({ of: yes, at: i }, -change);
      }
      paid = change * (members - 1n);
    } else if (kind === "addLiquidity") {
      if (this.liquidity + amount >= 2n ** 88n) return null;
      this.#divideFees();
      const { rhos, fees } = restorePrices(this);
      this.rhos = rhos;
      this.liquidityFees += fees;
      const cost = liquidityCost({ market: this, liquidity: amount });
      cost.positions.forEach((rest, i) => {
        add({ of: yes, at: i }, rest);
      });
      this.liquidityFees += cost.fees;
      this.liquidity += amount;
      this.shares += amount;
      paid = cost.collateral;
    } else {
      if (amount > this.shares) return null;
      this.#divideFees();
      const proceeds = liquidityProceeds({ market: this, liquidity: amount });
      proceeds.positions.forEach((rest, i) => {
        add({ of: yes, at: i }, rest);
      });
      this.liquidityFees -= proceeds.fees;
      this.liquidity -= amount;
      this.shares -= amount;
      paid = -proceeds.collateral;
    }
    if ([...yes, ...no].some((held) => held < 0n)) return null;
    [this.yes, this.no] = [yes, no];
    return paid;
  }

  /** What `marketOf` shows of the fees. */
  fees(): { liquidityFees: bigint; creatorFees: bigint } {
    const creatorPart = (this.gathered * BigInt(this.terms.creatorShare)) / RATE_UNIT;
    return { liquidityFees: this.liquidityFees + this.gathered - creatorPart, creatorFees: this.creatorFees + creatorPart };
  }

  /** The YES prices of the pool in real numbers, scaled by 1e18. */
  realPrices(): bigint[] {
    return this.realRhos.map((rho) => exp(-rho) / (ONE / 10n ** 18n));
  }

  #trade(op: Op, given: number, givenSide: Side, amount: bigint): bigint | null {
    const flips = this.terms.outcomeCount === 2 && givenSide === "no";
    const [j, side]: [number, Side] = flips ? [1 - given, "yes"] : [given, givenSide];
    const held = side === "yes" ? this.yes : this.no;
    if (op === "sell" && amount > (held[j] as bigint)) return null;
    const order = { op, side, liquidity: this.liquidity, rho: this.rhos[j] as bigint, feeRate: this.terms.feeRate, amount };
    let quote: ReturnType<typeof quoteTrade>;
    try {
      quote = quoteTrade(order);
    } catch {
      return null;
    }
    if (order.rho > 0n && order.rho < MOST_RHO) checkMargin(order, quote.output);
    if (this.#tracksReal) this.#moveReal(j, side, order);
    this.trades++;

    this.rhos = this.rhos.map((rho, i) => (i === j ? quote.rhoAfter : rho + quote.shift));
    this.gathered += quote.fee;
    if (this.gathered > MOST_GATHERED) this.#divideFees();
    const positions = op === "buy" ? quote.output : op === "buyExact" ? amount : -amount;
    held[j] = (held[j] as bigint) + positions;
    return op === "buy" ? amount : op === "buyExact" ? quote.output : -quote.output;
  }

  #moveReal(j: number, side: Side, order: { op: Op; liquidity: bigint; amount: bigint }): void {
    const { op, liquidity, amount } = order;
    const { output, fee } = tradeAt({ ...order, side, yes: exp(-(this.realRhos[j] as bigint)), feeRate: this.terms.feeRate });
    const net = op === "buy" ? amount * ONE - fee : op === "buyExact" ? output - fee : -(output + fee);
    const positions = op === "buy" ? output : (op === "sell" ? -amount : amount) * ONE;
    const [d, e] = [net / liquidity, positions / liquidity];
    this.realRhos = this.realRhos.map((rho, i) => rho + d - ((i === j) === (side === "yes") ? e : 0n));
  }

  #divideFees(): void {
    const { liquidityFees, creatorFees } = this.fees();
    [this.liquidityFees, this.creatorFees, this.gathered] = [liquidityFees, creatorFees, 0n];
  }
}

/** A trade is as good for the pool as in real numbers, and no better than its margin allows. */
function checkMargin(order: Order, actual: bigint): void {
  const { output, margin } = expectedTrade(order);
  const gain = poolGain(order.op, actual, output);
  if (gain >= 0n && gain <= margin) return;
  const text = JSON.stringify(order, (_, value) => (typeof value === "bigint" ? `${value}` : value));
  throw new Error(`${text} gives ${actual}: the pool gains ${gain} of at most ${margin} (scaled by 1e80)`);
}
