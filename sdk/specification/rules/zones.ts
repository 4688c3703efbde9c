import { MONTH_NAMES } from "./datesIn.ts";

/** A zone as texts name it. */
export interface Zone {
  /** The name in the text. */
  words: string;
  index: number;
  /** Why its name alone does not say what time it is. */
  doubt?: "several" | "local";
  /** By the IANA, where the name stands for one. */
  iana?: string;
  /** Minutes from UTC that an abbreviation claims, whatever the season. */
  fixed?: number;
}

const H = 60;
const NEW_YORK = "America/New_York";
/** Abbreviations that mean one zone: its name by the IANA, and the offset that the abbreviation claims. */
const ABBREVIATIONS: Record<string, [iana: string, fixed?: number]> = {
  ET: [NEW_YORK],
  EDT: [NEW_YORK, -4 * H],
  EST: [NEW_YORK, -5 * H],
  CT: ["America/Chicago"],
  CDT: ["America/Chicago", -5 * H],
  MT: ["America/Denver"],
  MDT: ["America/Denver", -6 * H],
  PT: ["America/Los_Angeles"],
  PDT: ["America/Los_Angeles", -7 * H],
  PST: ["America/Los_Angeles", -8 * H],
  CET: ["Europe/Paris", H],
  CEST: ["Europe/Paris", 2 * H],
  MEZ: ["Europe/Berlin", H],
  MESZ: ["Europe/Berlin", 2 * H],
  EET: ["Europe/Athens", 2 * H],
  EEST: ["Europe/Athens", 3 * H],
  WET: ["Europe/Lisbon", 0],
  WEST: ["Europe/Lisbon", H],
  AEST: ["Australia/Sydney", 10 * H],
  AEDT: ["Australia/Sydney", 11 * H],
  ACST: ["Australia/Adelaide", 9.5 * H],
  ACDT: ["Australia/Adelaide", 10.5 * H],
  AWST: ["Australia/Perth", 8 * H],
  NZST: ["Pacific/Auckland", 12 * H],
  NZDT: ["Pacific/Auckland", 13 * H],
  AKST: ["America/Anchorage", -9 * H],
  AKDT: ["America/Anchorage", -8 * H],
  HST: ["Pacific/Honolulu", -10 * H],
  NST: ["America/St_Johns", -3.5 * H],
  NDT: ["America/St_Johns", -2.5 * H],
  JST: ["Asia/Tokyo"],
  KST: ["Asia/Seoul"],
  HKT: ["Asia/Hong_Kong"],
  SGT: ["Asia/Singapore"],
  MSK: ["Europe/Moscow"],
  PKT: ["Asia/Karachi"],
  SAST: ["Africa/Johannesburg"],
  WIB: ["Asia/Jakarta"],
  TRT: ["Europe/Istanbul"],
  CAT: ["Africa/Maputo"],
  EAT: ["Africa/Nairobi"],
  BRT: ["America/Sao_Paulo"],
  ART: ["America/Argentina/Buenos_Aires"],
  PHT: ["Asia/Manila"],
  ICT: ["Asia/Bangkok"],
  CLT: ["America/Santiago"],
  IDT: ["Asia/Jerusalem", 3 * H],
};
/** Abbreviations that mean several: central or China's or Cuba's; India's, Israel's or Ireland's; Britain's or Bangladesh's … */
const SEVERAL = ["CST", "IST", "BST", "AST", "ADT", "MST", "GST", "AMT", "ECT", "WST", "SST", "PYT", "LMT", "BDT", "WAT"];

/** Regions whose time is named by them, and the offset of their standard time. */
const REGIONS: Record<string, [iana: string, standard: number]> = {
  eastern: [NEW_YORK, -5 * H],
  central: ["America/Chicago", -6 * H],
  mountain: ["America/Denver", -7 * H],
  pacific: ["America/Los_Angeles", -8 * H],
  "central european": ["Europe/Paris", H],
  "eastern european": ["Europe/Athens", 2 * H],
};
const TIME =
  "(?:(?:[Ss]tandard|[Dd]aylight(?:[- ][Ss]avings?)?|[Ss]ummer|[Ww]inter|[Ss]avings?) )?[Tt]ime\\b(?! (?:of|the|to|frame|limit|period|window|when|at|until|zone (?:of|where)))";
const PATTERN = new RegExp(
  [
    // an abbreviation counts behind a clock or "in"; alone it may be a word or a name (MT, CAT, ART, EAT)
    `(?<=(?:\\d|[apAP]\\.?[mM]\\.?|noon|midnight|midday|hours|hrs|h|o['’]clock|\\bin|\\bare|\\()[ ]?\\(?)(?:${[...Object.keys(ABBREVIATIONS), ...SEVERAL].join("|")})\\b`,
    `(?<=\\bthe )(?:${[...Object.keys(ABBREVIATIONS), ...SEVERAL].join("|")})(?= time)`,
    `(?<=\\d, )[ECP][SD]?T\\b|\\b(?:EST|EDT|CEST|CET|PST|PDT|AEST|AEDT|NZST|NZDT|BST)\\b(?! [A-Z])`,
    `\\b[Ee]astern(?: ${TIME})|\\b(?:US |U\\.S\\. )?(?:Eastern|Central|Mountain|Pacific)(?: (?:European|African|American|Australian|Indonesia[n]?))? ${TIME}|(?<=(?:\\d ?(?:[apAP]\\.?[mM]\\.?)?|noon|midnight|midday) )(?:US )?(?:Eastern|Central|Mountain|Pacific)\\b`,
    `\\b(?:the )?(?:local|venue|stadium|host city|respective|their|your|my|our)(?:['’]s)? (?:\\w+ )?(?:${TIME}|time ?zone)|\\blocal (?:midnight|noon|hours?|clock|day)\\b(?! of)|\\btime (?:at|in|of) the (?:venue|place|stadium|capital|city|country)`,
    `(?<!(?<![ap]\\.m)[.] )(?<=\\s)(?!(?:First|Second|Third|Last|Game|Full|Half|Extra|Real|Air|Closing|Show|Prime|Next|Same|All|Any|Each|Every|Block|Server|Universal|Start|End|The|This|That|Which|What|Coordinated|Greenwich|Unix|Zulu|Run|Run|Play|Atomic|Terrestrial|Over|Injury|Stoppage|Added|Response|Life|Cover|New|TIME) )[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:local )?(?:(?:standard|daylight|summer|winter) )?time\\b`,
    `(?<=(?:\\d ?[ap]\\.?m\\.?|\\d:\\d\\d|o['’]clock|noon|midnight) )in (?!(?:${MONTH_NAMES.join("|")}|UTC|GMT)\\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?`,
    `\\bD\\.C\\. time\\b|\\b(?:in|of) the (?:time ?zone of|host(?:'s)? (?:country|city)(?:'s)? time)|\\btime ?zone of\\b`,
  ].join("|"),
  "g",
);

/** The zones, other than UTC, that a text gives times in. */
export function zonesIn(text: string): Zone[] {
  return [...text.matchAll(PATTERN)].map(({ 0: words, index }): Zone => {
    if (SEVERAL.includes(words)) return { words, index, doubt: "several" };
    const known = ABBREVIATIONS[words];
    if (known) return { words, index, iana: known[0], ...(known[1] !== undefined && { fixed: known[1] }) };
    const region =
      /^(?:US |U\.S\. )?(eastern|central|mountain|pacific)( european)?(?: (?:(standard|daylight|summer|winter)[\w -]*)?time)?$/i.exec(
        words,
      );
    const [iana, standard = 0] = REGIONS[`${region?.[1]}${region?.[2] ?? ""}`.toLowerCase()] ?? [];
    if (!iana) return { words, index, doubt: "local" };
    const season = region?.[3]?.toLowerCase();
    return { words, index, iana, ...(season && { fixed: standard + (/standard|winter/.test(season) ? 0 : H) }) };
  });
}

/** Minutes from UTC of a zone at a moment, milliseconds since 1970. */
export function offsetAt(iana: string, moment: number): number {
  const parts = formatOf(iana).formatToParts(moment);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return (
    (Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute")) - Math.floor(moment / 60_000) * 60_000) / 60_000
  );
}

/** How many moments have that time on the clocks of a zone: none where they are turned forward, two where they are turned back. */
export function momentsOf(iana: string, local: number): number[] {
  const offsets = new Set([-1, 1].map((side) => offsetAt(iana, local + side * 86_400_000)));
  return [...offsets].map((offset) => local - offset * 60_000).filter((moment) => moment + offsetAt(iana, moment) * 60_000 === local);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}
