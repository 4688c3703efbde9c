import { cleanText } from "../../text/cleanText.ts";
import { publicAddressFault } from "../../text/publicAddress.ts";
import { editableBy, editableIn } from "./editableHosts.ts";
import type { Fault, Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { startsSentence } from "./wordsIn.ts";

const INSTRUMENT =
  "(?:sensors?|thermometers?|thermostats?|(?<!(?:daily|weekly|monthly|quarterly|annual|yearly|confidence|business|trust|opinion|political) )barometers?|hygrometers?|anemometers?|seismo(?:meters?|graphs?)|accelerometers?|geiger counters?|dosimeters?|(?:rain|tide|river|water|stream|snow|wind|flood|pressure)? ?gau?ges?|(?:snow|water|tide) (?:stakes?|poles?|level (?:meters?|marks?))|buoys?|weather ?vanes?|(?:air[- ]quality|radiation|pollution|heart[- ]rate) monitors?|web ?cams?|live ?cams?|(?:security|traffic|surveillance|dash|phone|drone|trail|doorbell|CCTV|speed) ?cam(?:era)?s?|cameras?|stop ?watch(?:es)?|wrist ?watch|radar guns?|speed guns?|speedometers?|odometers?|altimeters?|(?:bathroom|kitchen|weighing|digital) scales?|scales?(?= (?:in|at) (?:the|my|our|his|her)\\b| (?:shows?|reads?))|smart ?meters?|(?:people |visitor |step |live |view )?counters?(?= (?:at|in|on|shows?|reads?))|telescopes?|microphones?|(?:sound level|decibel|noise|light|heat|power|water|gas|electricity|glucose) meters?|(?:fitness|heart[- ]rate|activity) bands?|phone apps?|smart ?watch(?:es)?|apple watch|fitbit|garmin|strava|detectors?|probes?|(?:fitness|activity|GPS|step) trackers?|transponders?|GPS (?:devices?|units?)|GPS|scoreboards?|ticker at)";
/** Stations are instruments, whatever their name. */
const STATION =
  /\b(?:(?:automatic |automated |personal )?(?:weather|measuring|monitoring|air[- ]quality|seismic|tide|meteorological) (?:stations?|posts?|balloons?)|(?:airport|single|one|nearest|local|met|only) station|(?:single|one|my|our|own) (?:node|server))\b/i;
/** An instrument that something is read from; elsewhere it may be a product or a subject. */
const DEVICE = new RegExp(
  [
    `\\b(?:by|from|on|of|per|to|with|using|via|through|at) (?:[\\w'’.-]+ ){0,4}?${INSTRUMENT}\\b`,
    `\\b${INSTRUMENT}(?: [\\w'’-]+){0,8}? (?:reads?|shows?|records?|reports?|measures?|registers?|logs?|counts?|displays?|detects?|captures?|indicates?|photographs?|films?|sees?|collects?|stops?|rises?|falls?|drops?|hits?|decides?|exceeds?|reaches|is above|is below)\\b`,
  ].join("|"),
  "gi",
);
const NAMED = new RegExp(`${INSTRUMENT}\\b`, "i");
const CLOCK =
  /\b(?:(?<!o['’])clock (?:on|at|in|of) (?:the|my|our)|(?:station|tower|church|wall|office|stadium|server|computer|phone|broadcast)(?:'s|’s)? clock|(?:my|our|creator's) (?:clock|watch|phone|computer|server|node|screen))\b/i;
/** Several of them, checked, or a word of another meaning. */
const CHECKED =
  /\b(?:median|average|mean|several|at least (?:two|three|\d+)|network of|all|quality[- ]controlled|backup|either of)\b[^.]{0,60}$/i;

/** A host that is a number: somebody's machine, whose page may be for all, but whose nobody can tell. */
const NUMBERED = /^(?:[\d.]+|\[.*\])$/;

export const sourceRules: readonly Rule[] = [
  {
    code: "private-source",
    severity: "error",
    why: "Whoever proposes, disputes or rules must be able to open the source, and must find the page that the creator saw.",
    check: ({ source }) => {
      // http and what hides are other findings
      const address = cleanText(source).replace(/^http:/i, "https:");
      const fault = publicAddressFault(address);
      if (!fault) return [];
      const host = fault === "host" ? new URL(address).hostname : undefined;
      const isNumbered = host !== undefined && NUMBERED.test(host);
      const message = isNumbered
        ? `${host} is a machine without a name`
        : host !== undefined
          ? `${host} is another machine for everybody, or none`
          : "the source is no address, or one that some programs read as another";
      return [
        {
          path: ["source"],
          ...(isNumbered && { severity: "warning" }),
          message,
          suggestion: "Give the public address of the page that decides.",
        },
      ];
    },
  },
  {
    code: "insecure-source",
    severity: "warning",
    why: "What is read over http can be changed on the way to whoever resolves.",
    check: ({ source }) =>
      source.startsWith("http://")
        ? [{ path: ["source"], message: "the source is not read over https", suggestion: "Give its https address." }]
        : [],
  },
  {
    code: "editable-source",
    severity: "warning",
    judges: "text",
    why: "A page that anyone, or an interested party, can edit is not a source.",
    check: (specification) => {
      const suggestion = "Name the body that publishes the result.";
      const reason = editableBy(specification.source);
      const faults: Fault[] = reason
        ? [{ path: ["source"], message: `${new URL(specification.source).hostname} ${reason}`, suggestion }]
        : [];
      for (const { path, text } of proseOf(specification)) {
        const quote = editableIn(text);
        if (quote) faults.push({ path, quote, message: `"${quote}" lets those who bet write the answer`, suggestion });
      }
      return faults;
    },
  },
  {
    code: "single-device",
    severity: "warning",
    judges: "text",
    why: "One instrument fails, and can be tampered with by somebody who has bet.",
    check: (specification) =>
      proseOf(specification)
        .filter(({ path }) => path[0] === "rules" || path.at(-1) === "then")
        .flatMap(({ path, text }): Fault[] => {
          const found = deviceIn(text);
          if (!found || CHECKED.test(text.slice(0, found.index))) return [];
          return [
            {
              path,
              quote: found[0],
              message: `a single instrument decides: ${found[0].toLowerCase()}`,
              suggestion:
                "Take a figure that an office has checked, or the median of several instruments, and say what counts if one fails.",
            },
          ];
        }),
  },
];

/** What a single instrument is called in a text that reads something from one; a capital makes an institution of it (Webb Telescope). */
function deviceIn(text: string): { 0: string; index: number } | undefined {
  for (const use of text.matchAll(DEVICE)) {
    const device = NAMED.exec(use[0]);
    const index = use.index + (device?.index ?? 0);
    if (device && (!/(?:^| )(?!Watch|Fitbit|Garmin|Strava)[A-Z][a-z]+$/.test(device[0]) || startsSentence(text, index)))
      return { 0: device[0], index };
  }
  return STATION.exec(text) ?? CLOCK.exec(text) ?? undefined;
}
