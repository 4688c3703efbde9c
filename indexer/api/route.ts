import type { Context } from "hono";
import type { Parameter } from "./parameter.ts";
import { badRequest, Problem } from "./problem.ts";
import { object, ref, type Schema } from "./schema.ts";
import { type AsOf, type Reader, readSnapshot } from "./snapshot.ts";

type Parameters = Record<string, Parameter<unknown>>;
export type Input<P extends Parameters> = { [name in keyof P]: P[name] extends Parameter<infer T> ? T : never };
type Body = { data: unknown; next?: string | null; total?: number };

/** A question that the API answers: what it is called, what it takes, what it gives. OpenAPI is written from it. */
export interface Route {
  /** As OpenAPI writes it: `/markets/{id}`. */
  path: string;
  summary: string;
  parameters: Parameters;
  response: Schema;
  answer: (reader: Reader, input: Record<string, unknown>, asOf: AsOf) => Promise<Body>;
}

export function route<P extends Parameters>(definition: {
  path: string;
  summary: string;
  parameters: P;
  /** Of `data`. */
  data: Schema;
  paged?: boolean;
  counted?: boolean;
  answer: (reader: Reader, input: Input<P>, asOf: AsOf) => Promise<Body>;
}): Route {
  const { path, summary, parameters, data, paged, counted } = definition;
  const response = object({
    asOf: ref("AsOf"),
    data,
    ...(paged && { next: { type: ["string", "null"], description: "The cursor of the next page" } }),
    ...(counted && { total: { type: "integer", minimum: 0 } }),
  });
  return { path, summary, parameters, response, answer: definition.answer as Route["answer"] };
}

export async function respond(context: Context, { parameters, path, answer }: Route): Promise<Response> {
  const input = readInput(context, path, parameters);
  const { asOf, result } = await readSnapshot((reader, at) => answer(reader, input, at));
  return context.json({ asOf, ...result });
}

/** Everything that was said, read; a name that means nothing is an error, so that a slip of the pen does not pass for an answer. */
export function readInput<P extends Parameters>(context: Context, path: string, parameters: P): Input<P> {
  const inPath = pathNames(path);
  const given = queryOf(context.req.url);
  for (const name of given.keys()) {
    if (parameters[name] && !inPath.includes(name)) continue;
    const known = Object.keys(parameters).filter((each) => !inPath.includes(each));
    throw badRequest(
      `There is no parameter ${JSON.stringify(name.slice(0, 40))} here, ${known.length > 0 ? `expected ${known.join(", ")}` : "expected none"}`,
    );
  }
  const read = ([name, parameter]: [string, Parameter<unknown>]) => {
    const all = given.getAll(name);
    if (all.length > 1) throw badRequest(`${name} is given ${all.length} times, expected once`);
    return [name, parameter.read(name, inPath.includes(name) ? context.req.param(name) : all[0])];
  };
  return Object.fromEntries(Object.entries(parameters).map(read)) as Input<P>;
}

export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

export function answerProblem(context: Context, error: Error): Response {
  if (error instanceof Problem) return context.json({ error: { code: error.code, message: error.message } }, error.status);
  console.error(error);
  return context.json({ error: { code: "Internal", message: "The indexer failed to answer. Its log says why." } }, 500);
}

function queryOf(url: string): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
}
