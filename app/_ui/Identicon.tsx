const CELLS = 5;
const HALF = 3;

/** A picture of an address, so that one account is told from another at a glance. The address stands beside it: it proves nothing. */
export function Identicon({ address, size = 24 }: { address: string; size?: number }) {
  const digits = address.toLowerCase().replace(/^0x/, "");
  const at = (index: number) => Number.parseInt(digits[index % digits.length] ?? "0", 16) || 0;
  const hue = (at(0) * 256 + at(1) * 16 + at(2)) % 360;
  const cells = Array.from({ length: CELLS * HALF }, (_, index) => ({ x: index % HALF, y: Math.floor(index / HALF) })).filter(
    (_, index) => at(index + 5) % 2 === 0,
  );
  return (
    <svg
      aria-hidden="true"
      className="identicon"
      width={size}
      height={size}
      viewBox="-1 -1 7 7"
      style={{ "--hue": String(hue) } as React.CSSProperties}
    >
      <rect x="-1" y="-1" width="7" height="7" className="identicon-ground" />
      {cells.flatMap(({ x, y }) =>
        [...new Set([x, CELLS - 1 - x])].map((column) => (
          <rect key={`${column}${y}`} x={column} y={y} width="1.02" height="1.02" fill="currentColor" />
        )),
      )}
    </svg>
  );
}
