import type { FaultyRpc } from "../faultyRpc.ts";
import { percentiles } from "../load/percentiles.ts";
import { makeRandom } from "../proof/random.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import type { Findings } from "./findings.ts";
import { errorsOf, Readers, timesOf } from "./readers.ts";
import { twoEndpoints } from "./twoEndpoints.ts";
import { pause } from "./until.ts";

const READERS = 20;
const USUAL_MS = 5_000;

/** Half of the calls are answered 429: by the primary endpoint, and by both. */
export const limited: Drill = {
  title: "Half of the calls are answered 429",
  async play(findings, { isShort }) {
    const duration = isShort ? 20_000 : 120_000;
    await limit(["primary"], duration, findings);
    await limit(["primary", "secondary"], duration, findings);
  },
};

async function limit(which: ("primary" | "secondary")[], duration: number, findings: Findings): Promise<void> {
  const cleanups = new Cleanups();
  try {
    const { read, ...endpoints } = await twoEndpoints(cleanups);
    const { primary, secondary } = endpoints;
    const offered = () => primary.calls.length + secondary.calls.length;
    const readers = cleanups.add(new Readers(READERS, read), (each) => each.stop());
    const name = which.length === 1 ? "one" : "both";

    const usualBefore = offered();
    await pause(USUAL_MS);
    const usual = (offered() - usualBefore) / USUAL_MS;

    const random = makeRandom(7);
    const isHit = () => random.next() < 0.5;
    for (const each of which) (endpoints[each] as FaultyRpc).suffer({ kind: "status", status: 429 }, isHit);
    const from = performance.now();
    const before = offered();
    await pause(duration);
    const calls = offered() - before;
    const reads = readers.between(from);
    findings.note(`${name}Reads`, reads.length);
    findings.note(`${name}UsualCallsASecond`, Math.round(usual * 1000));
    findings.atMost(`${name}LoadTimesUsual`, Math.round((calls / duration / usual) * 100) / 100, 1.5);
    findings.note(`${name}P99Ms`, percentiles(timesOf(reads)).p99);
    findings.atMost(`${name}ErrorsPercent`, Math.round((errorsOf(reads).length / reads.length) * 100_000) / 1000, 0.1);
    await readers.stop();
  } finally {
    await cleanups.run();
  }
}
