// `npm run drills [-- --only 1,4 --short --json]`: plays the failure drills one after the other. Exit status 1 if one fails. With
// --json the result is all that stands on standard output; what happens meanwhile is told on the error stream. With --short, which CI
// plays, a drill that fails is played once more.
import { writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { drills, SHORT } from "./drills.ts";
import { Findings } from "./findings.ts";

const USAGE = "npm run drills [-- --only 1,4 --short --json]";
const MINUTES = 20;

const { only, isShort, isJson } = readOptions();
// Whatever a library prints: standard output is for the result.
if (isJson) process.stdout.write = process.stderr.write.bind(process.stderr);

// What was started ends with this process, if it is told to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

interface Result {
  id: number;
  pass: boolean;
  figures: Record<string, unknown>;
}

const results: Result[] = [];
for (const id of only) {
  let result = await play(id);
  if (!result.pass && isShort) {
    console.log(`${id}. Once more: on a machine that others share, a bound in milliseconds can be missed once.`);
    result = await play(id);
    result.figures.playedTwice = true;
  }
  results.push(result);
}
if (isJson) writeSync(1, `${JSON.stringify({ drills: results })}\n`);
process.exit(results.every(({ pass }) => pass) ? 0 : 1);

async function play(id: number): Promise<Result> {
  const { title, play } = drills[id];
  const began = Date.now();
  console.log(`${id}. ${title} …`);
  const findings = new Findings();
  await Promise.race([play(findings, { isShort }), tooLong()]).catch((error) => {
    findings.faults.push(error instanceof Error ? error.message : String(error));
    console.error(error);
  });
  const pass = findings.faults.length === 0;
  const figures = Object.entries(findings.figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${id}. ${pass ? "passed" : "FAILED"} after ${Math.round((Date.now() - began) / 1000)} s: ${figures.join(", ")}`);
  for (const fault of findings.faults) console.log(`   ${fault}`);
  return { id, pass, figures: { ...findings.figures, ...(!pass && { faults: findings.faults }) } };
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { only: { type: "string" }, short: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
    });
    const all = Object.keys(drills).map(Number);
    const chosen = values.only?.split(",").map((text) => Number(text.trim()));
    const unknown = chosen?.find((id) => !all.includes(id));
    if (unknown !== undefined) throw new Error(`there is no drill "${unknown}", choose from ${all.join(", ")}`);
    return { only: chosen ?? (values.short ? SHORT : all), isShort: values.short, isJson: values.json };
  } catch (error) {
    console.error(`drills: ${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`it was not over after ${MINUTES} minutes`)), MINUTES * 60_000).unref();
  });
}
