import { SEPARATOR } from "./languageOf.ts";
import { outcomesOf } from "./outcomesOf.ts";
import type { Specification } from "./types.ts";

/** The question as Reality.eth's template for "one of these" wants it; whoever answers there reads nothing else. */
export function realityQuestionOf(specification: Specification, language = "en"): string {
  const { question, rules, source, edgeCases, category } = specification;
  const cases = edgeCases.map((edgeCase) => `If: ${edgeCase.if} Then: ${edgeCase.then}`);
  const title = [question.trim(), `Rules: ${rules.trim()}`, ...cases, `Source: ${source}`].join("\n");
  const names = outcomesOf(specification).map((name) => JSON.stringify(clean(name)));
  return [inString(title), names.join(","), category, language].join(SEPARATOR);
}

/** The template puts the text between quotes of JSON. */
function inString(text: string): string {
  return JSON.stringify(clean(text)).slice(1, -1);
}

function clean(text: string): string {
  return text.replaceAll(SEPARATOR, " ");
}
