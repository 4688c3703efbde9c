// properties: T4 (each step that a wallet is asked for is said)
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { translator } from "../../app/_lib/messages.ts";
import { stageText } from "../../app/_lib/stageText.ts";
import { transactions } from "../../app/_lib/transactions.ts";
import type { Stage } from "../../sdk/paying/paying.ts";

const token = { address: "0x0000000000000000000000000000000000000001", symbol: "USD", decimals: 6 } as const;
const said = (stage: Stage) => stageText(stage, { what: "bought Yes", t: translator(), token, locale: "en-GB" });

describe("stageText", () => {
  it("says what is asked, which step it is, and why it takes more", () => {
    const allowance = 25_000_000n;
    assert.equal(
      said({ kind: "permit", step: 1, steps: 2, allowance }),
      "Sign that exactly 25.00 USD may be taken, for: bought Yes (Step 1 of 2)",
    );
    assert.equal(said({ kind: "send", step: 1, steps: 1 }), "bought Yes");
    assert.equal(said({ kind: "batch", step: 1, steps: 1, allowance }), "Allow exactly 25.00 USD and use it in one: bought Yes");
    assert.match(said({ kind: "approve", step: 1, steps: 3, allowance: 0n }), /Take back the old allowance.*Step 1 of 3/);
    const instead = [{ way: "permit", hindrance: "olderPermit" }] as const;
    assert.match(
      said({ kind: "approve", step: 1, steps: 2, allowance, instead }),
      /^Allow exactly 25\.00 USD.*\(Step 1 of 2\)\. .*only allow everything/,
    );
  });
});

describe("transactions.offer", () => {
  const failure = { stage: "failed", what: "bought Yes", error: "refused" } as const;
  it("waits for whether the other way is taken", async () => {
    Object.assign(globalThis, { localStorage: { removeItem: () => undefined } });
    const taken = transactions.offer(failure, "Pay otherwise");
    transactions.get()?.other?.take();
    assert.equal(await taken, true);
    const dismissed = transactions.offer(failure, "Pay otherwise");
    transactions.set(null);
    assert.equal(await dismissed, false);
  });
});
