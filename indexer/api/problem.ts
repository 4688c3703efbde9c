/** An answer other than what was asked for: what was given, what was expected. */
export class Problem extends Error {
  readonly status: 400 | 404 | 413 | 503;
  readonly code: string;

  constructor(status: Problem["status"], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function badRequest(message: string): Problem {
  return new Problem(400, "BadRequest", message);
}

export function notFound(message: string): Problem {
  return new Problem(404, "NotFound", message);
}
