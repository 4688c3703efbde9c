import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";

/** An answer other than what was asked for: what was given, what was expected. */
export class Problem extends Error {
  readonly status: 400 | 404 | 413 | 415 | 422 | 429 | 503;
  readonly code: string;
  /** What to do about it, where that does not follow from the message. */
  readonly remedy: string | undefined;

  constructor(status: Problem["status"], code: string, message: string, remedy?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }
}

export function badRequest(message: string): Problem {
  return new Problem(400, "BadRequest", message);
}

export function notFound(message: string): Problem {
  return new Problem(404, "NotFound", message);
}

/** What is wrong with a request, in one sentence about the first thing that is. */
export function problemOfInput(error: z.ZodError, known: readonly string[]): Problem {
  const [issue] = error.issues;
  if (issue.code === "unrecognized_keys") {
    const expected = known.length > 0 ? `expected ${known.join(", ")}` : "expected none";
    return badRequest(`There is no parameter ${JSON.stringify(issue.keys[0].slice(0, 40))} here, ${expected}`);
  }
  const name = issue.path.join(".");
  return badRequest(name ? `${name} ${issue.message}` : issue.message);
}

export function answerProblem(context: Context, error: Error): Response {
  if (error instanceof Problem) {
    const { code, message, remedy, status } = error;
    return context.json({ error: { code, message, ...(remedy && { remedy }) } }, status);
  }
  // Hono's own, of a body
  if (error instanceof HTTPException && error.status === 415)
    return answerProblem(context, new Problem(415, "NotJson", "The body's content-type is not JSON, expected application/json"));
  if (error instanceof HTTPException && error.status === 400)
    return answerProblem(context, badRequest("The body cannot be parsed as JSON"));
  console.error(error);
  return context.json({ error: { code: "Internal", message: "The server failed to answer. Its log says why." } }, 500);
}
