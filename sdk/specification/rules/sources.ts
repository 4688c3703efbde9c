import type { Rule } from "./rule.ts";

const DEVICE = /\b(sensor|thermometer|weather station|gauge|webcam|anemometer|seismometer|tide gauge|buoy)s?\b/i;

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
    code: "single-device",
    severity: "warning",
    why: "One instrument fails, and can be tampered with by somebody who has bet.",
    check: ({ rules }) => {
      const device = DEVICE.exec(rules)?.[0];
      return device
        ? [
            {
              path: ["rules"],
              message: `a ${device.toLowerCase()} decides`,
              suggestion:
                "Take a figure that an office has checked, or the median of several instruments, and say what counts if one fails.",
            },
          ]
        : [];
    },
  },
];
