import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { devNull } from "node:os";
import { describe, it } from "node:test";

describe("Hardhat", () => {
  it("starts without a home that it may write to", { skip: process.platform !== "linux" && "the folders are others there" }, () => {
    const { XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, ...env } = process.env;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", 'await import("hardhat")'], {
      encoding: "utf8",
      env: { ...env, HOME: devNull }, // below a file not even root makes a folder
    });
    assert.equal(status, 0, stderr);
  });
});
