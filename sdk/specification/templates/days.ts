const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY = 86_400;

/** A day of a template, in the two ways that a specification writes it. */
export interface Day {
  /** As people read it: 27 January 2027. */
  words: string;
  year: number;
  /** That time of the day in UTC, as fields take it: 2027-01-27T18:45:00Z. */
  at: (clock: string) => string;
}

/** The day so many days after `now`, Unix seconds. */
export function dayAfter(now: number, days: number): Day {
  const date = new Date((now + days * DAY) * 1000);
  const iso = date.toISOString().slice(0, 10);
  return {
    words: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
    year: date.getUTCFullYear(),
    at: (clock) => `${iso}T${clock}:00Z`,
  };
}
