import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { type Client, formatEther } from "viem";
import { getBalance } from "viem/actions";
import { Rounds } from "../sdk/node/rounds.ts";
import type { Alarms } from "./alarms.ts";
import type { Duty } from "./dutiesOf.ts";
import type { DutyFinder, Found } from "./dutyFinder.ts";
import { type FillFinder, isFillKey } from "./fillFinder.ts";
import type { Intents } from "./intents.ts";
import type { Lane, Outcome } from "./lane.ts";
import type { Metrics } from "./metrics.ts";
import type { KeeperSettings } from "./settings.ts";

const QUEUE = "duty";
const HOUR_MS = 3_600_000;

interface Parts {
  client: Client;
  finder: DutyFinder;
  /** Without a relay there is none. */
  fills: FillFinder | undefined;
  intents: Intents;
  lane: Lane;
  alarms: Alarms;
  boss: PgBoss;
  metrics: Metrics;
  log: Logger;
  settings: KeeperSettings;
}

type Job = { key: string; marketId: string };

/**
 * Does what is due and nobody has done yet. Looking and doing are apart: each look puts what it finds into a queue, where each
 * duty waits once, and whoever takes it from there looks at the chain again before it sends. The queue is no promise that it is
 * done once, only the lane is: a duty that a dead process had taken is simply put there again.
 */
export class Keeper {
  readonly #parts: Parts;
  readonly #looks: Rounds;
  /** When each duty of the last look was seen first, in milliseconds of `performance.now()`. */
  #seenAt: ReadonlyMap<string, number> = new Map();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { settings, log, metrics } = parts;
    this.#looks = new Rounds(() => this.#look(), {
      pause: () => settings.interval,
      failed: (error) => {
        metrics.failedLooks.inc();
        log.warn({ reason: error.message }, "could not look");
      },
    });
  }

  /** Milliseconds of Unix time of the last look that went well. */
  get lookedAt(): number {
    return this.#looks.wentWellAt;
  }

  async start(): Promise<void> {
    const { boss, settings } = this.#parts;
    await boss.createQueue(QUEUE, { policy: "short", retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 3600 });
    if (!settings.isDryRun) await boss.work<Job>(QUEUE, { pollingIntervalSeconds: 0.5 }, ([job]) => this.#do(job.data));
    void this.#looks.start();
  }

  /** Ends after what is under way now; what is written down goes on with the next start. */
  async stop(): Promise<void> {
    await this.#looks.stop();
    this.#parts.fills?.stop();
    await this.#parts.boss.stop({ graceful: true, timeout: 10_000 });
  }

  async #look(): Promise<void> {
    const { finder, lane, alarms, boss, metrics, log, settings, intents } = this.#parts;
    const { account } = settings;
    if (!settings.isDryRun) {
      await lane.exclusively(() =>
        lane.settle((intent) =>
          alarms.raise({
            key: `stuck:${intent.id}`,
            kind: "stuck",
            account: account.address,
            text: `Transaction ${intent.nonce} (${intent.action} of market ${intent.marketId}) is stuck, and paying more would pass the cap on fees.`,
            marketId: intent.marketId,
          }),
        ),
      );
    }
    const found = await finder.find();
    for (const { marketId, error } of found.failed) log.warn({ marketId: String(marketId), reason: error.message }, "cannot read a market");
    await this.#tellArbiters(found);
    const fills = await this.#findFills();
    for (const { key, marketId, action } of [...this.#ripe(found.duties), ...fills]) {
      if (settings.isDryRun) log.info({ marketId: String(marketId), action }, "is due");
      else await boss.send(QUEUE, { key, marketId: String(marketId) } satisfies Job, { singletonKey: key });
    }
    const balance = await getBalance(this.#parts.client, { address: account.address });
    if (balance < settings.limits.leastBalance)
      await this.#raiseHourly(
        "lowBalance",
        `The keeper's account ${account.address} holds ${formatEther(balance)}: it will soon send nothing.`,
      );
    metrics.see({ due: found.duties.length + fills.length, unreadable: found.failed.length, balance, counts: await intents.counts() });
  }

  /** Orders wait for nobody: they are filled as soon as they can be. A relay that does not answer holds up nothing else. */
  async #findFills(): Promise<Duty[]> {
    const { fills, log } = this.#parts;
    try {
      return (await fills?.find()) ?? [];
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, "could not look for orders");
      return [];
    }
  }

  /** Those that nobody else has done in the time that they are left to others. */
  #ripe(duties: readonly Duty[]): Duty[] {
    const { since, delay } = this.#parts.settings;
    const now = performance.now();
    const seen = duties.map(({ key }): [string, number] => [key, this.#seenAt.get(key) ?? now]);
    this.#seenAt = new Map(seen);
    return duties.filter((duty) => duty.since >= since && now - (this.#seenAt.get(duty.key) ?? now) >= delay);
  }

  async #do({ key, marketId }: Job): Promise<void> {
    const { finder, fills, lane, log, metrics } = this.#parts;
    const outcome = await lane.exclusively(async (): Promise<Outcome | undefined> => {
      const duty = await (isFillKey(key) ? fills : finder)?.take(key, BigInt(marketId));
      return duty && (await lane.send(duty));
    });
    if (!outcome) return; // done already, or another keeper is at it
    metrics.outcomes.inc({ outcome: outcome.kind });
    if (isFillKey(key) && ["refused", "reverted", "tooManyReverts", "tooMuchGas"].includes(outcome.kind))
      fills?.setAside(key, outcome.kind === "refused" ? outcome.error : undefined);
    const about = { marketId, duty: key };
    if (outcome.kind === "sent") log.info({ ...about, nonce: outcome.nonce, hash: outcome.hash }, "sent");
    else if (outcome.kind === "refused") log.warn({ ...about, reason: outcome.error.message }, "refused");
    else if (outcome.kind !== "underWay" && outcome.kind !== "reverted") {
      log.warn({ ...about, reason: outcome.kind }, "not sent");
      await this.#raiseFor(outcome.kind, key, BigInt(marketId));
    }
  }

  async #raiseFor(
    kind: Exclude<Outcome["kind"], "sent" | "refused" | "reverted" | "underWay">,
    key: string,
    marketId: bigint,
  ): Promise<void> {
    const { alarms, settings } = this.#parts;
    const account = settings.account.address;
    if (kind === "feeCap") return this.#raiseHourly("feeCap", "Gas costs more than the cap: what is due waits.");
    if (kind === "dailyLimit") return this.#raiseHourly("dailyLimit", "The day's limit on gas is reached: what is due waits.");
    if (kind === "noBalance") return this.#raiseHourly("lowBalance", `The keeper's account ${account} cannot pay for what is due.`);
    const isGas = kind === "tooMuchGas";
    const text = isGas
      ? `Duty ${key} takes more gas than one transaction may.`
      : `Duty ${key} was reverted again and again: it is not tried any more.`;
    await alarms.raise({ key: `${kind}:${key}`, kind: isGas ? "gasLimit" : "reverted", account, text, marketId });
  }

  #raiseHourly(kind: "lowBalance" | "feeCap" | "dailyLimit", text: string): Promise<void> {
    const { alarms, settings } = this.#parts;
    return alarms.raise({ key: `${kind}:${Math.floor(Date.now() / HOUR_MS)}`, kind, account: settings.account.address, text });
  }

  /** A dispute that nobody rules leaves the market to the void: whoever is to rule is told at once. */
  async #tellArbiters({ disputed }: Found): Promise<void> {
    for (const { market, resolution } of disputed) {
      if (resolution.kind !== "optimistic" || !resolution.proposal) continue;
      const { arbiter } = resolution.policy;
      const until = resolution.proposal.deadline;
      await this.#parts.alarms.raise({
        key: `dispute:${market.id}:${resolution.proposal.id}`,
        kind: "disputeOpened",
        account: arbiter,
        text: `A dispute was opened in market ${market.id}. Your ruling is due until ${new Date(until * 1000).toISOString()}.`,
        until,
        marketId: market.id,
      });
    }
  }
}
