import { outcomesOf } from "../outcomesOf.ts";
import type { Specification } from "../types.ts";

/** Every text of a specification that people will read, with the path to it. */
export function textsOf(specification: Specification): { path: (string | number)[]; text: string }[] {
  const { question, rules, source, edgeCases, scalar } = specification;
  return [
    { path: ["question"], text: question },
    { path: ["rules"], text: rules },
    { path: ["source"], text: source },
    ...edgeCases.flatMap((edgeCase, i) => [
      { path: ["edgeCases", i, "if"], text: edgeCase.if },
      { path: ["edgeCases", i, "then"], text: edgeCase.then },
    ]),
    ...(scalar ? [{ path: ["scalar", "unit"], text: scalar.unit }] : []),
    ...outcomesOf(specification).map((text, i) => ({ path: specification.bands ? ["bands", i, "name"] : ["outcomes", i], text })),
  ];
}

/** The same without the source's address, which is not prose, and with one kind of space. */
export function proseOf(specification: Specification): { path: (string | number)[]; text: string }[] {
  return textsOf(specification)
    .filter(({ path }) => path[0] !== "source" && path[0] !== "scalar")
    .map(({ path, text }) => ({ path, text: text.replace(/\p{Zs}/gu, " ") }));
}
