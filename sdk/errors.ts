import { type Description, failures, formatOf, refusals, unnamedRefusal } from "./text/english.ts";
import type { Token } from "./types.ts";

type Refusals = typeof refusals;
type Failures = typeof failures;
type DetailsOf<describe> = describe extends (details: infer details, ...rest: never[]) => Description ? details : never;

/** The codes that have words here, and the details that each carries. */
export type ErrorDetails = {
  [code in keyof Refusals]-?: DetailsOf<NonNullable<Refusals[code]>>;
} & { [code in keyof Failures]: DetailsOf<Failures[code]> };
export type ErrorCode = keyof ErrorDetails;

interface Common {
  cause?: unknown;
  /** What amounts in `details` are of: gives them their unit in the message. */
  token?: Token;
}
type Known = { [code in ErrorCode]: { code: code; details: ErrorDetails[code]; message?: undefined } }[ErrorCode];
/** The words of whoever has their own. */
interface Stated {
  code: string;
  message: string;
  remedy: string;
  details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error of the SDK. `code` is the name of the contract's error, such as `SlippageOut`, or one of the SDK's own, such
 * as `UserRejected`; `details` are what it is about, by name. From these, `message` says in English what was wrong with what
 * was given and what is needed, and `remedy` what to do; for another language, describe the code and the details again.
 */
export class PresageError extends Error {
  override readonly name = "PresageError";
  readonly code: string;
  readonly remedy: string;
  /** What amounts in `details` are of, where it is known. */
  readonly token: Token | undefined;
  /** The arguments behind the message, as they came: base units, seconds, addresses. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(options: (Known | Stated) & Common) {
    const { code, cause } = options;
    const details = (options.details ?? {}) as Readonly<Record<string, unknown>>;
    const [message, remedy] =
      options.message === undefined ? describeError({ code, details }, options.token) : [options.message, options.remedy];
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
    this.token = options.token;
    this.details = details;
  }
}

const describers = { ...refusals, ...failures } as Record<string, ((details: unknown, format: unknown) => Description) | undefined>;

/** What an error says in English; `token` gives amounts their unit. A contract's error without words of its own is named. */
export function describeError(error: { code: string; details: Readonly<Record<string, unknown>> }, token?: Token): Description {
  const { code, details } = error;
  return describers[code]?.(details, formatOf(token)) ?? unnamedRefusal(code, details);
}

/** Whether an error has words of its own. */
export function isDescribed(code: string): boolean {
  return code in describers;
}

/** The same error with its amounts in a token's units, if its words are those of `describeError`. */
export function withToken(error: PresageError, token: Token | undefined): PresageError {
  const { code, details, message, cause } = error;
  if (!token || message !== describeError(error)[0]) return error;
  const [said, remedy] = describeError(error, token);
  return new PresageError({ code, message: said, remedy, details, cause, token });
}
