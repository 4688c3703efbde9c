import type { ActivityData, ActivityValue } from "./activityData.ts";

/** Text that a database takes: PostgreSQL refuses NUL, and JSON in it half a surrogate pair. Both become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}

/** Anything that was decoded or parsed, as JSON that a database takes. */
function storable(value: unknown): ActivityValue {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return storableText(value);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === "object") return storableRecord(value);
  return null;
}

export function storableRecord(value: object): ActivityData {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [storableText(name), storable(each)]));
}
