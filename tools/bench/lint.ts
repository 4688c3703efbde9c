// `npm run bench:lint -- [--questions FILE] [--json]`: how well the linter finds the known defects of the corpus beside this file,
// and what its rules for texts find in real markets, and how that goes with disputes.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { rules } from "../../sdk/specification/rules/rules.ts";
import { measureCorpus, PARTS } from "./measureCorpus.ts";
import { measureLint, type Question } from "./measureLint.ts";
import { wilson } from "./wilson.ts";

const { questions, json } = parseArgs({ options: { questions: { type: "string" }, json: { type: "boolean", default: false } } }).values;
const percent = (value: number | null) => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);

const corpus = PARTS.map(measureCorpus);
const real = questions === undefined ? undefined : measureLint(readQuestions(questions), rules);
if (json) console.log(JSON.stringify({ corpus, ...(real && { real }) }));
else {
  for (const { part, markets, defective, found, missed, wrong, codes } of corpus) {
    const share = (count: number, all: number) =>
      `${percent(all === 0 ? null : count / all)} (${wilson(count, all).map(percent).join(" to ")})`;
    console.log(`${part}: ${markets} markets, ${defective} with defects`);
    console.log(
      `  precision ${share(found, found + wrong)}, recall ${share(found, found + missed)}; found ${found}, missed ${missed}, wrong ${wrong}`,
    );
    for (const [code, counts] of Object.entries(codes).sort())
      console.log(`  ${code.padEnd(22)} found ${counts.found}, missed ${counts.missed}, wrong ${counts.wrong}`);
  }
  if (real) printReal(real);
  else console.log("\nReal texts: --questions FILE of JSON lines {title, description, ends, proposed, resolved, disputed}.");
}
const tooOften = real?.codes.filter(({ undisputed }) => undisputed > 0.25) ?? [];
for (const { code } of tooOften) console.error(`${code} fires on more than a quarter of undisputed texts.`);
if (tooOften.length > 0) process.exitCode = 1;

function readQuestions(file: string): Question[] {
  const texts: Question[] = [];
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      texts.push(JSON.parse(line));
    } catch {
      console.error(`${file}:${index + 1} is no JSON. Each line is one object {title, description, ends, proposed, resolved, disputed}.`);
      process.exit(1);
    }
  }
  return texts;
}

function printReal({ counts, codes, worstTenth, leftOut }: ReturnType<typeof measureLint>): void {
  console.log(
    `\n${counts.all} texts: ${counts.undisputed} undisputed, ${counts.disputed} disputed, ${counts.premature} answered too early\n`,
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
