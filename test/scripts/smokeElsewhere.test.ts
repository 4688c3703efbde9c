import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type CustomChain, startCustomChain } from "./customChain.ts";

let chain: CustomChain;
before(async () => {
  chain = await startCustomChain(700_031);
  await chain.rpc("evm_setIntervalMining", 500);
});
after(() => chain.close());

// the same steps as on a local chain (smoke.test.ts), over a slower clock
const isQuick = !process.env.PRESAGE_SLOW && "takes more than a minute: PRESAGE_SLOW=1 runs it";

describe("the smoke test on a chain that is known by the environment alone", () => {
  it("plays to the end what it deployed, and waits for a clock that it does not move", { skip: isQuick }, async () => {
    const { contracts } = (await chain.succeed(["deploy", "--yes"], { account: 2 })) as unknown as { contracts: Record<string, string> };
    // the clock is somebody else's: here the test's, which moves it once the command waits for it
    const onSaid = (words: string) => {
      const [, seconds] = /Waiting (\d+) seconds/.exec(words) ?? [];
      if (seconds) void chain.rpc("evm_increaseTime", Number(seconds));
    };
    const { steps } = (await chain.succeed(["smoke", "--yes"], { account: 1, onSaid })) as unknown as {
      steps: { step: string; market: string }[];
    };
    for (const market of ["binary", "five outcomes", "scalar"]) {
      const taken = steps.filter((step) => step.market === market).map(({ step }) => step);
      for (const step of ["create", "buy YES", "dispute", "void"]) assert.ok(taken.includes(step), `${market}: ${step}`);
    }
    assert.ok(steps.some(({ step }) => step === "finalize"));
    const { deployed, contracts: still } = (await chain.succeed(["deploy"])) as unknown as {
      deployed: boolean;
      contracts: Record<string, string>;
    };
    assert.deepEqual([deployed, still], [false, contracts]);
  });

  it("refuses a chain that nothing says is a test chain, also if it is told to deploy with the word for real money", async () => {
    const env = { PRESAGE_CHAIN_TEST: "" };
    await chain.refuse("OnlyTest", ["smoke", "--yes"], { env });
    await chain.refuse("MainnetNotConfirmed", ["deploy", "--yes"], { env });
    await chain.refuse("NotConfirmed", ["deploy", "--yes-mainnet"], { env });
  });
});
