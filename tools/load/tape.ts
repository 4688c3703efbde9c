import { type Address, encodeFunctionData, type Hash, keccak256, numberToHex, stringToHex } from "viem";
import { random } from "../../scripts/local/random.ts";
import type { Rpc } from "../../scripts/local/timeline.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { encodeOptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import type { Call, Deployment } from "../../sdk/types.ts";

const USD = 10n ** 6n;
const DAY = 86_400n;
const NEVER = 2n ** 40n;
const GAS = numberToHex(1_500_000n);
const SIZES = [2, 2, 2, 3, 4, 8, 16, 2]; // most markets are binary

/** A crowd in many markets on a local chain: what it does next, block by block. */
export class Tape {
  readonly #rpc: Rpc;
  readonly #deployment: Deployment;
  readonly #next = random(20_261_123);
  readonly #held = new Map<string, bigint>();
  readonly accounts: Address[];
  readonly marketCount: number;

  constructor(rpc: Rpc, deployment: Deployment, size: { accounts: number; markets: number }) {
    this.#rpc = rpc;
    this.#deployment = deployment;
    this.marketCount = size.markets;
    this.accounts = Array.from(
      { length: size.accounts },
      (_, index) => `0x${keccak256(stringToHex(`crowd ${index}`)).slice(26)}` as Address,
    );
  }

  async begin(): Promise<void> {
    const token = this.#deployment.collaterals.usd;
    const { Markets: markets, OptimisticResolver: resolver } = this.#deployment.contracts;
    await this.#rpc("evm_setAutomine", [false]);
    for (const account of this.accounts) {
      await this.#rpc("hardhat_impersonateAccount", [account]);
      await this.#rpc("hardhat_setBalance", [account, numberToHex(10n ** 21n)]);
    }
    await this.#block(this.accounts.map((from) => ({ from, call: faucetCall({ token, amount: 1_000_000n * USD }) })));
    await this.#block(this.accounts.map((from) => ({ from, call: approveCall({ token, spender: markets, amount: 2n ** 200n }) })));
    const now = BigInt(Math.floor(Date.now() / 1000));
    const policy = { arbiter: this.accounts[1], bond: 10n * USD, maxBond: 100n * USD, bondRate: 0, liveness: 3600, arbiterTimeout: 7200 };
    const creations = Array.from({ length: this.marketCount }, (_, index) => {
      const outcomeCount = SIZES[index % SIZES.length];
      const outcomes = Array.from({ length: outcomeCount }, (_, each) => `Answer ${each + 1}`);
      const metadata = {
        question: `Load question ${index + 1}?`,
        category: "load",
        outcomes,
        rules: "By the log.",
        source: "https://example.org",
        edgeCases: [],
      };
      const params = {
        collateral: token,
        resolver: resolver as Address,
        closesAt: now + 30n * DAY,
        resolveBy: now + 60n * DAY,
        feeRate: 400,
        creatorShare: 2500,
        outcomeCount,
        liquidity: 5_000n * USD,
        odds: [],
        metadata: JSON.stringify(metadata),
        resolverData: encodeOptimisticPolicy({ ...policy, earlyProposals: false, haltOnProposal: false, creatorMayArbitrate: false }),
      };
      return { from: this.accounts[0], call: createMarketCall({ markets, params, maxFunding: 10n ** 12n }) };
    });
    for (let index = 0; index < creations.length; index += 20) await this.#block(creations.slice(index, index + 20));
  }

  /** A block of trades, most of them in a few markets, as before they close. Returns the last one's market and transaction. */
  async trade(count: number): Promise<{ marketId: bigint; hash: Hash; mined: number }> {
    const trades = Array.from({ length: count }, () => this.#trade());
    const hashes = await this.#block(trades);
    return { marketId: trades[trades.length - 1].marketId, hash: hashes[hashes.length - 1], mined: performance.now() };
  }

  async mineEmpty(blocks: number): Promise<void> {
    for (let block = 0; block < blocks; block++) await this.#rpc("evm_mine", []);
  }

  #trade(): { from: Address; call: Call; marketId: bigint } {
    const from = this.accounts[Math.floor(this.#next() * this.accounts.length)];
    const index = Math.floor(this.#next() ** 2 * this.marketCount);
    const marketId = BigInt(index + 1);
    const outcome = Math.floor(this.#next() * SIZES[index % SIZES.length]);
    const common = {
      markets: this.#deployment.contracts.Markets,
      marketId,
      outcome,
      side: "yes" as const,
      recipient: from,
      deadline: NEVER,
    };
    const key = `${from} ${marketId} ${outcome}`;
    const held = this.#held.get(key) ?? 0n;
    if (held > 0n && this.#next() < 0.5) {
      this.#held.set(key, 0n);
      return { from, marketId, call: sellCall({ ...common, positionsIn: held, minCollateralOut: 0n }) };
    }
    const collateralIn = BigInt(1 + Math.floor(this.#next() ** 3 * 50)) * USD;
    this.#held.set(key, held + collateralIn); // at least as many positions as that
    return { from, marketId, call: buyCall({ ...common, collateralIn, minPositionsOut: 0n }) };
  }

  async #block(batch: { from: Address; call: Call }[]): Promise<Hash[]> {
    const send = ({ from, call }: { from: Address; call: Call }) =>
      this.#rpc("eth_sendTransaction", [{ from, to: call.address, data: encodeFunctionData(call), gas: GAS }]) as Promise<Hash>;
    const hashes = await Promise.all(batch.map(send));
    await this.#rpc("evm_mine", []);
    return hashes;
  }
}
