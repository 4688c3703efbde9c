import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import schema from "../../../sdk/specification/schema.json" with { type: "json" };
import { templateKinds, templateOf } from "../../../sdk/specification/templates/templateOf.ts";

const validate = new Ajv({ strict: false }).compile(schema);
/** Days on which clocks turn, months and years end, and a leap day. */
const DAYS = ["2026-11-26", "2026-12-31", "2027-03-28", "2027-10-31", "2028-02-29", "2028-12-01", "2031-06-30"];

describe("templateOf", () => {
  for (const kind of templateKinds) {
    it(`makes a ${kind} that lints without a complaint, on any day`, () => {
      for (const day of DAYS) {
        for (const clock of ["00:00:00Z", "23:59:59Z"]) {
          const now = Date.parse(`${day}T${clock}`) / 1000;
          assert.deepEqual(lintSpecification(templateOf(kind, now), { now }).findings, [], day);
        }
      }
    });

    it(`makes a ${kind} that an editor completes and takes`, () => {
      const text = templateOf(kind, 1_795_392_000);
      assert.match(text, /^# yaml-language-server: \$schema=.*schema\.json\n/);
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    });
  }

  it("explains the fields", () => {
    for (const kind of templateKinds) assert.ok((templateOf(kind, 1_795_392_000).match(/ # /g) ?? []).length >= 8, kind);
  });
});
