/** Weeks, days, hours, minutes, seconds: none longer than the calendar. */
const SPAN = "P(?=.)(\\d{1,4}W)?(\\d{1,5}D)?(T(?=.)(\\d{1,6}H)?(\\d{1,7}M)?(\\d{1,9}S)?)?";
const TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?Z";

/** The forms that a text of a specification may have: what it is called, how to write it. */
export const FORMS = {
  when: {
    is: "a time in UTC or a duration",
    write: "Write a time in UTC such as 2027-01-27T18:45:00Z (with seconds and Z), or a duration such as P30D.",
    pattern: new RegExp(`^(${TIME}|${SPAN})$`),
  },
  time: {
    is: "a time in UTC",
    write: "Write a time in UTC such as 2027-01-27T18:45:00Z.",
    pattern: new RegExp(`^${TIME}$`),
  },
  duration: {
    is: "a duration",
    write: "Write a duration such as PT24H or P14D.",
    pattern: new RegExp(`^${SPAN}$`),
  },
  percentage: {
    is: "a percentage of at most 16 decimals",
    write: "Write a percentage with its sign, such as 35%.",
    pattern: /^\d+(\.\d{1,16})?%$/,
  },
  amount: {
    is: "an amount in plain digits",
    write: "Write whole tokens of the collateral, such as 500 or 0.25.",
    pattern: /^\d+(\.\d+)?$/,
  },
  coins: {
    is: "an amount in plain digits",
    write: "Write whole coins of the chain, such as 0.01.",
    pattern: /^\d+(\.\d+)?$/,
  },
  number: {
    is: "a number in plain digits",
    write: "Write it in digits, such as 150000, 0.25 or -3.",
    pattern: /^-?\d+(\.\d+)?$/,
  },
  count: {
    is: "a whole number",
    write: "Write a whole number, such as 2.",
    pattern: /^\d{1,9}$/,
  },
  name: {
    is: "a name of one line without space around it",
    write: "Write a name of one line, without space around it.",
    pattern: /^\S(.*\S)?$/,
  },
  source: {
    is: "the address of a page",
    write: "Give the address of the page that decides, beginning with https:// (or ipfs://), without a name or password in it.",
    pattern: /^(https?:\/\/[^\s/?#@]+\.[^\s/?#@]{2,}([/?#]\S*)?|ipfs:\/\/\w{32,}\S*)$/,
  },
  language: {
    is: "a language's code",
    write: "Write it as in en or en_US.",
    pattern: /^[a-z]{2}(_[A-Z]{2})?$/,
  },
} as const;

export type Form = keyof typeof FORMS;

export const isForm = (name: string): name is Form => Object.hasOwn(FORMS, name);
