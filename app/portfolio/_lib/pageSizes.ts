/** Markets of an account that are read at once. */
export const LEDGERS = 50;
/** The latest movements, and the markets that moved most, that a day's profit is counted from. */
export const MOVEMENTS = 100;
