const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined if the text is not one. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Unix seconds of a time in UTC, or of a duration from `now`; undefined if the text is neither. */
export function parseWhen(text: string, now: number): number | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?Z$/.exec(text);
  if (!parts) return undefined;
  const time = new Date(text.length === 17 ? text.replace("Z", ":00Z") : text);
  // A date such as 31 April is not silently the first of May.
  return time.getUTCDate() === Number(parts[3]) && Number.isFinite(time.getTime()) ? time.getTime() / 1000 : undefined;
}

/** A time as specifications write it. */
export function writeTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** A duration in the largest unit that holds it whole: days, hours, minutes or seconds. */
export function writeDuration(seconds: number): string {
  if (seconds > 0 && seconds % 86_400 === 0) return `P${seconds / 86_400}D`;
  if (seconds > 0 && seconds % 3_600 === 0) return `PT${seconds / 3_600}H`;
  return seconds > 0 && seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}

/** The seconds of a duration that the linter has accepted; none if there is none. */
export function secondsOf(duration: string | undefined): number {
  return parseDuration(duration ?? "PT0S") ?? 0;
}
