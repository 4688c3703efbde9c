import type { Specification } from "../types.ts";
import { MONTH_NAMES } from "./datesIn.ts";
import { disagreement } from "./disagreement.ts";
import type { Fault } from "./rule.ts";

const TITLES =
  /^(?:President|Prime|Minister|Senator|Governor|King|Queen|Pope|Mr|Mrs|Ms|Dr|Judge|Justice|Saint|San|New|The|Will|Does|Is|Has|Can|In|At|Of|By|For|And|On|From|If|When|Before|After|Mayor|General|Captain|Coach|Secretary|Chancellor|Lord|Sir|Professor)$/;

/** What many bodies and contests have in their names. */
const GENERIC =
  /^(?:Union|United|States|Council|Association|Federation|League|Cup|Championships?|Committee|Commission|Board|Games|World|Open|International|Grand|Premier|National|Federal|House|Senate|Congress|Parliament|Court|Government|Department|Ministry|Commissioner|Clerk|Office|Bureau|Agency|Bank|Electoral|Series|Tour|Club|Stadium|Arena|Park|Division|Conference|Marathon|Rugby|Football|Basketball|Baseball|Hockey|Athletics|Masters|Trophy)$/;

/** Where the question names others than the rules. */
export function titleNameFaults(specification: Specification): Fault[] {
  return [numberedFault, nameFault, assetFault, subjectFault].flatMap((check) => check(specification));
}

/** The number behind a name: UFC 320 and UFC 321, GPT-6 and GPT-5. */
function numberedFault({ question, rules }: Specification): Fault[] {
  const NUMBERED = /(?<![\p{L}\d])(\p{Lu}[\p{L}&]*)[ -](\d+(?:\.\d+)*)(?![\d%:,/]|\.\d| ?(?:million|billion))/gu;
  for (const [words, name = "", number = ""] of question.matchAll(NUMBERED)) {
    if ((MONTH_NAMES as readonly string[]).includes(name) || new RegExp(`(?<![1-9.])${number.replaceAll(".", "\\.")}(?!\\d)`).test(rules))
      continue;
    const other = [...rules.matchAll(NUMBERED)].find(([, each]) => each === name);
    if (other) return [disagreement(words, other[0], "Name the same in both.")];
  }
  return [];
}

/** "Don" for "Donald"; "Ann" and "Anna" are two. */
const isShortFor = (short: string, long: string) => long.startsWith(short) && long.length > short.length + 1;
const isIn = (text: string, word: string) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "u").test(text);

function nameFault({ question, rules, category }: Specification): Fault[] {
  for (const [, first = "", last = ""] of question.matchAll(/\b(\p{Lu}\p{Ll}+)(?= (\p{Lu}\p{Ll}{2,})\b)/gu)) {
    if (TITLES.test(first)) continue;
    const others = (pattern: string) => [...rules.matchAll(new RegExp(`(?<![.!?] )\\b${pattern}`, "gu"))];
    const isOther = (name: string, other = "") => !TITLES.test(other) && !isShortFor(name, other) && !isShortFor(other, name);
    const sameLast =
      GENERIC.test(first) || isIn(rules, first)
        ? undefined
        : others(`(\\p{Lu}\\p{Ll}+) ${last}\\b`).find(([, name]) => isOther(first, name));
    // clubs of one city; elsewhere a first word has many companions (European Union, European Council)
    const sameFirst =
      category !== "sport" || GENERIC.test(last) || isIn(rules, last)
        ? undefined
        : others(`${first} (\\p{Lu}\\p{Ll}{2,})`).find(([, name = ""]) => !GENERIC.test(name) && isOther(last, name));
    const other = sameLast ?? sameFirst;
    if (other) return [disagreement(`${first} ${last}`, other[0], "Name the same in both.")];
  }
  return [];
}

/** Who or what a sentence says something of, by its name; what only tells of it is a source. */
const SUBJECT =
  /\bif (?:the )?(\p{Lu}\p{Ll}{3,}(?: \p{Lu}\p{Ll}+)*) (?!(?:lists?|shows?|states?|says?|reports?|publishes|announces|records?|confirms?|gives?|declares?|certifies|proclaims?|names?|puts?|credits?|documents?|data|page)\b)\p{Ll}{3,}/u;

/** Somebody who is asked about and not in the rules, where another acts. */
function subjectFault({ question, rules, edgeCases }: Specification): Fault[] {
  const asked = /^(?:Will|Does|Is|Has|Can) (?:the )?(\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)*) \p{Ll}/u.exec(question)?.[1];
  const decided = SUBJECT.exec(rules)?.[1];
  if (!asked || !decided || TITLES.test(asked.split(" ")[0] ?? "") || TITLES.test(decided.split(" ")[0] ?? "")) return [];
  const told = [rules, ...edgeCases.flatMap((edge) => [edge.if, edge.then])].join("\n").toLowerCase();
  return asked.split(" ").some((word) => told.includes(word.slice(0, 4).toLowerCase())) ||
    decided.split(" ").some((word) => GENERIC.test(word))
    ? []
    : [disagreement(asked, decided, "Name the same in both.")];
}

/** Names of one thing. */
const ALIASES: readonly RegExp[] = [
  /\b(?:bitcoins?|btc)(?![a-z])|\bbtc/i,
  /\b(?:ethereum|ether|eth)(?![a-z])|\beth(?:usd|btc)/i,
  /\b(?:solana|sol)(?![a-z])|\bsolusd/i,
  /\b(?:xrp|ripple)/i,
  /\b(?:dogecoin|doge)/i,
  /\b(?:cardano|ada)(?![a-z])|\badausd/i,
  /\bgold\b|\bxau/i,
  /\bsilver\b|\bxag/i,
];

/** A coin that is asked about, where the rules name only another. */
function assetFault({ question, rules }: Specification): Fault[] {
  const [asked, decided] = [question, rules].map((text) => ALIASES.flatMap((alias) => (alias.exec(text) ? [alias] : [])));
  if (asked?.length !== 1 || !decided?.[0] || decided.includes(asked[0] as RegExp)) return [];
  return [disagreement(asked[0]?.exec(question)?.[0] ?? "", decided[0].exec(rules)?.[0] ?? "", "Name the same in both.")];
}
