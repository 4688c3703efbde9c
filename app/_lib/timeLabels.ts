import { dateFormat } from "./formatters.ts";

const MINUTE = 60;
const DAY = 86_400;

/**
 * What stands below the marks of an axis of time (Unix seconds): days, hours within a day or two, seconds within a few minutes; in UTC
 * like every other time of the app. A mark that would say the same as the one before says nothing.
 */
export function timeLabels(marks: readonly number[], locale: string): string[] {
  const step = marks.length > 1 ? (marks[1] as number) - (marks[0] as number) : 0;
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const write = (form: Intl.DateTimeFormatOptions) => dateFormat(locale, { ...form, timeZone: "UTC" });
  const ofDay = write(day);
  const ofMark = step >= DAY ? ofDay : write(step < MINUTE ? { ...clock, second: "2-digit" } : clock);
  const labels = marks.map((time) => (time % DAY === 0 ? ofDay : ofMark).format(time * 1000));
  return labels.map((label, index) => (label === labels[index - 1] ? "" : label));
}
