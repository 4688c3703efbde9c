import { editableBy, editableIn } from "./editableHosts.ts";
import type { Fault, Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";

const INSTRUMENT =
  "(?:sensors?|thermometers?|thermostats?|barometers?|hygrometers?|anemometers?|seismo(?:meters?|graphs?)|accelerometers?|geiger counters?|dosimeters?|(?:rain|tide|river|water|stream|snow|wind|flood|pressure)? ?gau?ges?|water level (?:meter|mark)s?|buoys?|weather ?vanes?|(?:automatic |automated )?(?:weather|measuring|monitoring|air[- ]quality|seismic|tide|meteorological) (?:stations?|posts?|balloons?)|(?:air[- ]quality|radiation|pollution|heart[- ]rate) monitors?|web ?cams?|live ?cams?|(?:security|traffic|surveillance|dash|phone|drone) ?cam(?:era)?s?|cameras?|stop ?watch(?:es)?|wrist ?watch|radar guns?|speed guns?|speedometers?|odometers?|altimeters?|scales?(?= (?:at|in|of the|shows?|reads?))|weighing scales?|smart ?meters?|counters?(?= (?:at|in|on|shows?|reads?))|telescopes?|microphones?|sound level meters?|decibel meters?|phone apps?|smart ?watch(?:es)?|detectors?|probes?(?= (?:at|in|shows?|reads?))|trackers?|transponders?|GPS (?:devices?|units?)|scoreboards?|ticker at|(?:airport|single|one|nearest|local|met|only) station)";
const DEVICE = new RegExp(`\\b${INSTRUMENT}\\b`, "i");
const CLOCK =
  /\b(?:clock (?:on|at|in|of) (?:the|my|our)|(?:station|tower|church|wall|office|stadium|server|computer|phone|broadcast)(?:'s|’s)? clock|(?:my|our|creator's) (?:clock|watch|phone|computer|server|node|screen))\b/i;
/** Several of them, checked, or a word of another meaning. */
const CHECKED =
  /\b(?:median|average|mean|several|at least (?:two|three|\d+)|network of|all|quality[- ]controlled|backup|either of)\b[^.]{0,60}$/i;

export const sourceRules: readonly Rule[] = [
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
          const found = DEVICE.exec(text) ?? CLOCK.exec(text);
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
