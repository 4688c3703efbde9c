import { startFaultyRpc } from "../faultyRpc.ts";
import { percentiles } from "../load/percentiles.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { errorsOf, Readers, timesOf } from "./readers.ts";
import { readsAt, twoEndpoints, untilPrimaryIsPreferred } from "./twoEndpoints.ts";
import { pause, until } from "./until.ts";

const READERS = 20;
const TIMES = 3;
const DOWN_MS = 4_000;

/** The primary endpoint is killed under readers, three times, and comes back each time. */
export const killed: Drill = {
  title: "The primary RPC is killed",
  async play(findings) {
    const cleanups = new Cleanups();
    try {
      const { chain, primary: first, secondary, read } = await twoEndpoints(cleanups);
      let primary = first;
      const port = Number(new URL(primary.url).port);
      const readers = cleanups.add(new Readers(READERS, read), (each) => each.stop());
      const began = performance.now();
      await pause(2_000);
      const usual = percentiles(timesOf(readers.between(began))).p99;
      findings.note("usualP99Ms", usual);
      await untilPrimaryIsPreferred({ primary, secondary });
      let slowestReturn = 0;
      for (let time = 0; time < TIMES; time++) {
        await primary.close();
        await pause(DOWN_MS);
        primary = cleanups.add(await startFaultyRpc(chain.url, port), (each) => each.close());
        const back = primary;
        slowestReturn = Math.max(slowestReturn, await until("the primary is asked again", () => readsAt(back) > 0));
      }
      await pause(1_000);
      const reads = await readers.stop();
      const { p99, p50 } = percentiles(timesOf(reads));
      findings.note("reads", reads.length);
      findings.note("p50Ms", p50);
      findings.equal("errors", errorsOf(reads).length, 0);
      findings.atMost("p99Ms", p99, Math.max(250, usual)); // a machine that is busy with other things is no failure
      findings.atMost("backOnPrimaryMs", slowestReturn, 30_000);
    } finally {
      await cleanups.run();
    }
  },
};
