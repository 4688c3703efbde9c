import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Answers } from "../../indexer/api/answers.ts";

describe("answers of one state of the tables", () => {
  const counting = () => {
    let made = 0;
    return { make: async () => String(++made), made: () => made };
  };

  it("are made once, also for those who ask at the same time", async () => {
    const answers = new Answers();
    const { make, made } = counting();
    assert.deepEqual(await Promise.all([answers.give("/a", 1, make), answers.give("/a", 1, make)]), ["1", "1"]);
    assert.equal(await answers.give("/b", 1, make), "2");
    assert.equal(await answers.give("/a", 1, make), "1");
    assert.equal(made(), 2);
  });

  it("are made anew when the tables have changed", async () => {
    const answers = new Answers();
    const { make } = counting();
    assert.equal(await answers.give("/a", 1, make), "1");
    assert.equal(await answers.give("/a", 2, make), "2");
  });

  it("are made anew where it is not known whether they have", async () => {
    const answers = new Answers();
    const { make } = counting();
    assert.equal(await answers.give("/a", undefined, make), "1");
    assert.equal(await answers.give("/a", undefined, make), "2");
  });

  it("are not kept if they failed", async () => {
    const answers = new Answers();
    await assert.rejects(
      answers.give("/a", 1, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await answers.give("/a", 1, async () => "yes"), "yes");
  });

  it("do not pile up", async () => {
    const answers = new Answers();
    const { make, made } = counting();
    for (let index = 0; index < 1_001; index++) await answers.give(`/${index}`, 1, make);
    await answers.give("/0", 1, make);
    assert.equal(made(), 1_002);
  });
});
