const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long it still is, in two units at most: `3 d 4 h`, `2 h 05 min`, in the last hour `59:03`. Empty once it is over. */
export function countdown(seconds: number): string {
  if (seconds <= 0) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} d ${Math.floor((seconds % DAY) / HOUR)} h`;
  if (seconds >= HOUR) return `${Math.floor(seconds / HOUR)} h ${two(Math.floor((seconds % HOUR) / MINUTE))} min`;
  return `${Math.floor(seconds / MINUTE)}:${two(seconds % MINUTE)}`;
}
