// `npm run bench:lint -- --questions FILE [--json]`: what the linter's rules for texts find in real markets, and how that goes with disputes.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { rules } from "../../sdk/specification/rules/rules.ts";
import { measureLint, type Question } from "./measureLint.ts";

const { questions, json } = parseArgs({ options: { questions: { type: "string" }, json: { type: "boolean", default: false } } }).values;
if (!questions) {
  console.error(
    "No texts are named. Give a file of JSON lines {title, description, ends, proposed, resolved, disputed}: --questions FILE.",
  );
  process.exit(1);
}
const lines = readFileSync(questions, "utf8").split("\n");
const texts: Question[] = [];
for (const [index, line] of lines.entries()) {
  if (line.trim() === "") continue;
  try {
    texts.push(JSON.parse(line));
  } catch {
    console.error(
      `${questions}:${index + 1} is no JSON. Each line is one object {title, description, ends, proposed, resolved, disputed}.`,
    );
    process.exit(1);
  }
}
const result = measureLint(texts, rules);
if (json) console.log(JSON.stringify(result));
else {
  const percent = (value: number | null) => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);
  const { counts, codes, worstTenth, leftOut } = result;
  console.log(
    `${counts.all} texts: ${counts.undisputed} undisputed, ${counts.disputed} disputed, ${counts.premature} answered too early\n`,
  );
  console.log("code                  undisputed   disputed: recall, lift   too early: recall, lift");
  for (const each of codes) {
    const group = ({ recall, lift }: (typeof each)["disputed"]) =>
      `${percent(recall).padStart(7)} ${lift === null ? "–" : lift.toFixed(2)}`;
    console.log(
      `${each.code.padEnd(22)}${percent(each.undisputed).padStart(9)}   ${group(each.disputed).padEnd(24)} ${group(each.premature)}`,
    );
  }
  console.log(
    `\nin the worst tenth by score: ${percent(worstTenth.disputed)} of the disputed, ${percent(worstTenth.premature)} of the too early`,
  );
  console.log(`left out, for a plain text has no such fields: ${leftOut.join(", ")}`);
}
const tooOften = result.codes.filter(({ undisputed }) => undisputed > 0.25);
for (const { code } of tooOften) console.error(`${code} fires on more than a quarter of undisputed texts.`);
if (tooOften.length > 0) process.exitCode = 1;
