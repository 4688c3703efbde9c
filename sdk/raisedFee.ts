/** A fee for a transaction in the place of one that waits, in wei: nodes want a tenth more, some round, so this is an eighth. */
export function raisedFee(fee: bigint): bigint {
  return fee + fee / 8n + 1n;
}
