import { election } from "./election.ts";
import { SCHEMA_LINE } from "./money.ts";
import { numeric } from "./numeric.ts";
import { price } from "./price.ts";
import { release } from "./release.ts";
import { sports } from "./sports.ts";
import { yesNo } from "./yesNo.ts";

const templates = { sports, election, price, release, number: numeric, "yes-no": yesNo } as const;

export type TemplateKind = keyof typeof templates;

export const templateKinds = Object.keys(templates) as TemplateKind[];

/** A commented specification of that kind which the linter accepts, with dates from `now` (Unix seconds) on. */
export function templateOf(kind: TemplateKind, now: number): string {
  return `${SCHEMA_LINE}\n# What stands behind a # explains the line and can be deleted.\n${templates[kind](now)}`;
}
