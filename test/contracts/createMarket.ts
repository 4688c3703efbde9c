// properties: C7, C9, C10, C15
import { expect } from "chai";
import { createMarket, deploy, loadFixture } from "./fixture.ts";

describe("Markets.createMarket", () => {
  it("numbers markets from 1", async () => {
    const deployed = await loadFixture(deploy);
    expect((await createMarket(deployed)).marketId).to.equal(1n);
    expect((await createMarket(deployed)).marketId).to.equal(2n);
  });
});
