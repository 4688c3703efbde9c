/** In units of its own: the style says how large it is. */
const HEIGHT = 48;

/** A price's last week as a line in steps: a picture beside numbers that say the same, so hidden from assistive technology. */
export function Sparkline({ values, trend }: { values: readonly number[]; trend: number }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = Math.max(high - low, 0.05); // a price that hardly moved looks like it
  const middle = (low + high) / 2;
  const heights = values.map((value) => Math.round((0.5 - (value - middle) / span) * HEIGHT));
  const tone = trend > 0 ? "text-good" : trend < 0 ? "text-bad" : "text-soft";
  return (
    <svg aria-hidden="true" className={`sparkline ${tone}`} viewBox={`0 0 ${values.length - 1} ${HEIGHT}`} preserveAspectRatio="none">
      <path d={steps(heights)} />
    </svg>
  );
}

/** A line in steps as a path, one unit to the right for each value; only where it turns, for a list has many. */
function steps(heights: readonly number[]): string {
  let path = `M0 ${heights[0]}`;
  heights.forEach((height, index) => {
    if (index > 0 && height !== heights[index - 1]) path += `H${index}V${height}`;
  });
  return `${path}H${heights.length - 1}`;
}
