/** Where an axis begins and ends: around what is drawn, never so near that a small change looks large, never past what can be. */
export function axisRange(
  low: number,
  high: number,
  { least, bounds: [floor, ceiling] }: { least: number; bounds: readonly [number, number] },
): [number, number] {
  const span = Math.max((high - low) * 1.1, least);
  const middle = (low + high) / 2;
  let [from, to] = [middle - span / 2, middle + span / 2];
  // what does not fit on one side goes to the other
  if (from < floor) [from, to] = [floor, Math.min(ceiling, to + floor - from)];
  if (to > ceiling) [from, to] = [Math.max(floor, from - (to - ceiling)), ceiling];
  return [from, to];
}
