import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { errorText } from "../../app/_lib/errorText.ts";
import { eventText } from "../../app/_lib/eventText.ts";
import { textsOf, translator } from "../../app/_lib/messages.ts";
import { translate } from "../../app/_lib/translate.ts";
import { en } from "../../app/_messages/en/en.ts";
import { erc792ArbiterAbi } from "../../sdk/abi/erc792Arbiter.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { PresageError } from "../../sdk/errors.ts";
import { eventsOf } from "../../sdk/resolvers/eventsOf.ts";
import { knownKinds } from "../../sdk/resolvers/kinds.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";

describe("a language of the app", () => {
  const shouting = {
    ...en,
    texts: Object.fromEntries(Object.entries(en.texts).map(([key, text]) => [key, text.toUpperCase()])) as typeof en.texts,
    describeError: ({ code }: { code: string }) => [`${code}!`, "AGAIN!"] as const,
  };

  it("is one record: texts, events and errors follow it", () => {
    assert.equal(translator(shouting)("nav.markets"), en.texts["nav.markets"].toUpperCase());
    const error = new PresageError({ code: "UnknownMarket", details: { marketId: 7n } });
    assert.deepEqual(errorText(error, { catalogue: shouting }), { message: "UnknownMarket!", remedy: "AGAIN!" });
    assert.deepEqual(errorText(error), { message: error.message, remedy: error.remedy });
  });

  it("gives amounts of an error their unit, as the error has it", () => {
    const token = { address: `0x${"11".repeat(20)}`, symbol: "USD", decimals: 6 } as const;
    const error = new PresageError({
      code: "InsufficientBalance",
      details: { account: token.address, balance: 0n, needed: 5_000_000n },
      token,
    });
    assert.match(errorText(error).message, /5\.00 USD/);
  });

  it("names every event of the contracts that a page can show", () => {
    const shown = [marketsAbi, erc792ArbiterAbi, ...Object.values(resolvers).map(({ abi }) => abi)].flatMap((abi) => eventsOf(abi));
    const hidden = ["Approval", "OperatorSet"];
    const named = shown.filter((each) => !hidden.includes(each)).map((name) => name.replace(/^\w+(?=Registered$)/, ""));
    for (const name of named) assert.ok(Object.hasOwn(en.events, name), name);
    const t = translate(textsOf(["event"]));
    for (const [kind, text] of Object.entries(en.events)) assert.equal(eventText(kind, t), text);
    assert.equal(eventText("SomethingNew", t), "Something new");
    assert.equal(eventText("constructor", t), "Constructor");
  });

  it("has a sentence for every kind of resolver that names its terms, and nothing else", () => {
    const anything: object = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : anything) });
    // a price feed has one for each kind of price
    for (const kind of knownKinds.filter((each) => each !== "priceFeed")) {
      const text: string = en.texts[`resolution.${kind}`];
      const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(named.sort(), Object.keys(resolvers[kind].terms(anything as never)).sort(), kind);
    }
  });
});
