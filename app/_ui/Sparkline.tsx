const WIDTH = 96;
const HEIGHT = 28;

/** A price's last week as a line in steps: a picture beside numbers that say the same, so hidden from assistive technology. */
export function Sparkline({ values, trend }: { values: readonly number[]; trend: number }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = Math.max(high - low, 0.05); // a price that hardly moved looks like it
  const middle = (low + high) / 2;
  const x = (index: number) => ((index / (values.length - 1)) * (WIDTH - 1)).toFixed(1);
  const y = (value: number) => (HEIGHT / 2 - ((value - middle) / span) * (HEIGHT - 4)).toFixed(1);
  const path = values.map((value, index) => (index === 0 ? `M0 ${y(value)}` : `H${x(index)}V${y(value)}`)).join("");
  const tone = trend > 0 ? "text-good" : trend < 0 ? "text-bad" : "text-soft";
  return (
    <svg aria-hidden="true" className={`shrink-0 ${tone}`} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
