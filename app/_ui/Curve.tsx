const WIDTH = 600;
const HEIGHT = 140;
const MARGIN = 6;

/** A sum over time, with the line of nothing gained: a picture beside a table that says the same. */
export function Curve({ points }: { points: readonly { time: number; value: number }[] }) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const x = (time: number) => (((time - first.time) / (last.time - first.time || 1)) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - MARGIN - ((value - low) / span) * (HEIGHT - 2 * MARGIN)).toFixed(1);
  const line = points.map(({ time, value }, index) => `${index === 0 ? "M" : "L"}${x(time)} ${y(value)}`).join("");
  const tone = last.value > 0 ? "text-good" : last.value < 0 ? "text-bad" : "text-soft";
  return (
    <svg aria-hidden="true" className={`h-36 w-full ${tone}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      <path d={`${line}L${WIDTH} ${y(0)}L0 ${y(0)}Z`} fill="currentColor" opacity="0.1" />
      <path d={`M0 ${y(0)}H${WIDTH}`} stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
