/** Arguments of an event as JSON: whole numbers are decimal strings, every text is safe to store (not to render). */
export type ActivityData = { [name: string]: ActivityValue };
export type ActivityValue = string | number | boolean | null | ActivityValue[] | ActivityData;
