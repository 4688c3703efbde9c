/** An error and what caused it, outermost first. */
export function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause != null && causes.length < 20; cause = (cause as { cause?: unknown }).cause) causes.push(cause);
  return causes;
}
