/** Whether two addresses are one, however their letters are written; none is no other's. Without viem, whose own comparison brings its hashing along. */
export function isSameAddress(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
