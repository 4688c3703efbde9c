import type { Fault } from "../faultyRpc.ts";
import { percentiles } from "../load/percentiles.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import type { Findings } from "./findings.ts";
import { errorsOf, Readers, timesOf } from "./readers.ts";
import { preferredOf, twoEndpoints, untilPrimaryIsPreferred } from "./twoEndpoints.ts";
import { pause } from "./until.ts";

const READERS = 20;

/** The primary endpoint answers late, evenly or not. */
export const slow: Drill = {
  title: "The primary RPC is slow",
  async play(findings, { isShort }) {
    const minutes = isShort ? 0.5 : 1;
    await sufferFor(minutes, { kind: "delay", milliseconds: 400 }, "even", findings);
    await sufferFor(minutes, { kind: "delay", milliseconds: 300, jitter: 300 }, "jitter", findings);
  },
};

async function sufferFor(minutes: number, fault: Fault, name: string, findings: Findings): Promise<void> {
  const cleanups = new Cleanups();
  try {
    const { primary, secondary, read } = await twoEndpoints(cleanups);
    const readers = cleanups.add(new Readers(READERS, read), (each) => each.stop());
    await pause(1_000);
    await untilPrimaryIsPreferred({ primary, secondary });
    primary.suffer(fault);
    const began = performance.now();
    let rankedAway = Number.POSITIVE_INFINITY;
    let switches = 0;
    let preferred = primary;
    while (performance.now() - began < minutes * 60_000) {
      const now = (await preferredOf([primary, secondary], preferred)) ?? preferred;
      if (now === preferred) continue;
      preferred = now;
      switches++;
      rankedAway = Math.min(rankedAway, Math.round(performance.now() - began));
    }
    const reads = await readers.stop();
    findings.equal(`${name}Errors`, errorsOf(reads).length, 0);
    findings.atMost(`${name}RankedAwayMs`, rankedAway, 10_000);
    findings.atMost(`${name}SwitchesAMinute`, switches / minutes, 2);
    findings.note(`${name}P99AfterMs`, percentiles(timesOf(readers.between(began + 10_000))).p99);
  } finally {
    await cleanups.run();
  }
}
