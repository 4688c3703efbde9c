import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { it } from "node:test";

it("contracts that are built by several at once are built once each, one after the other", () => {
  const text = `
    import { buildContracts } from "./scripts/buildContracts.ts";
    await Promise.all([1, 2, 3, 4].map(() => buildContracts({ files: ["contracts/Quoter.sol"] })));`;
  const { PRESAGE_BUILT: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", text], { encoding: "utf8", env });
  assert.equal(status, 0, stderr);
});
