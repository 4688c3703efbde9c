/** Paths that are passed on, and with which parameters. */
export type Allowed = readonly [path: RegExp, parameters: readonly string[]][];

const LONGEST = 300;

/** The path and query to pass on; null if that is not among what is allowed. Unknown parameters are dropped. */
export function allowedPath(allowed: Allowed, segments: readonly string[], search: URLSearchParams): string | null {
  const path = segments.join("/");
  const parameters = allowed.find(([pattern]) => pattern.test(path))?.[1];
  if (!parameters) return null;
  const query = new URLSearchParams();
  for (const name of parameters) {
    const value = search.get(name);
    if (value === null) continue;
    if (value.length > LONGEST) return null;
    query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
