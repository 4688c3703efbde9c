/** Whether two addresses are one, however their letters are written. Without viem, whose own comparison brings its hashing along. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
