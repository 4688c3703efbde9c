/**
 * The one error of the SDK. `message` says what was wrong with what was given and what is needed, `remedy` what to do.
 * `code` is the name of the contract's error, such as `SlippageOut`, or one of the SDK's own, such as `UserRejected`.
 */
export class PresageError extends Error {
  override readonly name = "PresageError";
  readonly code: string;
  readonly remedy: string;
  /** The arguments behind the message, as they came: base units, seconds, addresses. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(options: { code: string; message: string; remedy: string; details?: Record<string, unknown>; cause?: unknown }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.remedy = options.remedy;
    this.details = options.details ?? {};
  }
}
