import type { Findings } from "./findings.ts";

/** One of the failure drills: something that goes wrong, on real processes, and what must hold all the same. */
export interface Drill {
  title: string;
  /** Plays it, at less length if it is to be short, and says what it found. */
  play: (findings: Findings, options: { isShort: boolean }) => Promise<void>;
}
