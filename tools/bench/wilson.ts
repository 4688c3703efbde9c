/** The 95% interval of a share by Wilson's score; none of nothing. */
export function wilson(count: number, all: number): [low: number, high: number] {
  if (all === 0) return [0, 1];
  const z = 1.959964;
  const [share, square] = [count / all, z ** 2];
  const middle = share + square / (2 * all);
  const half = z * Math.sqrt((share * (1 - share)) / all + square / (4 * all ** 2));
  return [(middle - half) / (1 + square / all), (middle + half) / (1 + square / all)];
}
