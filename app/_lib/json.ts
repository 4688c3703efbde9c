/** JSON that keeps bigints: server components hand the chain's state to the browser in it. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? { $bigint: item.toString() } : item));
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text, (_, item) =>
    item && typeof item === "object" && typeof item.$bigint === "string" ? BigInt(item.$bigint) : item,
  ) as T;
}
