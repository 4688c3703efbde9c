import { expect } from "@playwright/test";
import { createWalletClient, http } from "viem";
import { hardhat } from "viem/chains";
import { buyCall } from "../../sdk/calls/buy.ts";
import { percentiles } from "../../tools/load/percentiles.ts";
import { accounts, client, createMarket, deployment, now, USD } from "./chain.ts";
import { RPC_URL } from "./stack.ts";
import { test } from "./test.ts";

const TRADES = 60;
const { creator } = accounts;

test("how long after it was mined a trade of somebody else is on the page", async ({ page }) => {
  const { id } = await createMarket({ question: `How soon is it seen (${Date.now()})?`, outcomes: ["Yes", "No"] });
  const { contracts } = deployment();
  const wallet = createWalletClient({ account: creator, chain: hardhat, transport: http(RPC_URL) });
  await page.goto(`/market/${id}`);
  await expect(page.getByRole("table", { name: "Activity" })).toContainText("created the market");
  await page.waitForTimeout(2_000); // the stream opens once the page has settled

  const took: number[] = [];
  for (let index = 1; index <= TRADES; index++) {
    const amount = 10n * USD + BigInt(index) * 10_000n;
    const words = `for $10.${String(index).padStart(2, "0")}`;
    const seen = page.evaluate(
      (text) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!(document.body.textContent ?? "").includes(text)) return;
            observer.disconnect();
            resolve(Date.now());
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          look();
        }),
      words,
    );
    const call = buyCall({
      markets: contracts.Markets,
      marketId: id,
      outcome: index % 2,
      side: "yes",
      collateralIn: amount,
      minPositionsOut: 0n,
      recipient: creator.address,
      deadline: BigInt((await now()) + 3_600),
    });
    await wallet.writeContract({ ...call, gas: 300_000n }); // mined when it answers
    const mined = Date.now();
    took.push((await seen) - mined);
    await page.waitForTimeout(200 + Math.random() * 400);
  }
  expect(await client.getBlockNumber()).toBeGreaterThan(0n);
  console.log(`\nmined → on the page of somebody else, ms: ${JSON.stringify(percentiles(took))}`);
});
