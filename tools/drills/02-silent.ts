import { percentiles } from "../load/percentiles.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { errorsOf, Readers, timesOf } from "./readers.ts";
import { twoEndpoints, untilPrimaryIsPreferred } from "./twoEndpoints.ts";
import { pause } from "./until.ts";

const READERS = 20;
const FIRST_MS = 2_000;

/** The primary endpoint takes connections and requests, and never answers. */
export const silent: Drill = {
  title: "The primary RPC accepts and never answers",
  async play(findings, { isShort }) {
    const cleanups = new Cleanups();
    try {
      const { primary, secondary, read } = await twoEndpoints(cleanups);
      const readers = cleanups.add(new Readers(READERS, read), (each) => each.stop());
      const began = performance.now();
      await pause(2_000);
      const usual = percentiles(timesOf(readers.between(began))).p99;
      findings.note("usualP99Ms", usual);
      await untilPrimaryIsPreferred({ primary, secondary });
      const before = primary.requests();
      primary.suffer({ kind: "hang" });
      const silence = performance.now();
      await pause(isShort ? 15_000 : 40_000); // over many of the times at which it is asked whether it is back
      const reads = await readers.stop();
      findings.note("reads", reads.length);
      findings.atLeast("requestsNotAnswered", primary.requests() - before, 1);
      findings.equal("errors", errorsOf(reads).length, 0);
      // those that were under way when it fell silent among them
      const first = readers.between(began, silence + FIRST_MS).filter(({ at, took }) => at + took > silence);
      findings.atMost("firstP99Ms", percentiles(timesOf(first)).p99, 1_200);
      const later = timesOf(readers.between(silence + FIRST_MS));
      findings.atMost("laterP99Ms", percentiles(later).p99, Math.max(250, usual)); // a machine that is busy is no failure
      findings.note("laterSlowestMs", Math.round(Math.max(...later)));
    } finally {
      await cleanups.run();
    }
  },
};
