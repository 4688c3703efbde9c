/** How numbers and dates are written until somebody's own locale is asked for. */
export const LOCALE = "en-GB";
