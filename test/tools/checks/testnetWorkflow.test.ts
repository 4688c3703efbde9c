import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { CHAINS, environmentPrefix } from "../../../sdk/chains.ts";

interface Step {
  name?: string;
  if?: string;
  run?: string;
}
interface Workflow {
  on: Record<string, unknown>;
  jobs: { smoke: { strategy: { matrix: { include: { network: string; prefix: string }[] } }; steps: Step[] } };
}

const file = path.join(import.meta.dirname, "../../../.github/workflows/testnet-smoke.yml");
const { on, jobs }: Workflow = parse(readFileSync(file, "utf8"));
const { strategy, steps } = jobs.smoke;
const [look, ...others] = steps as [Step, ...Step[]];

/** What a step says and what it gives to those that follow, run as GitHub runs it. */
function run(step: Step, environment: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-workflow-"));
  const [output, summary] = ["output", "summary"].map((name) => path.join(folder, name)) as [string, string];
  const env = {
    PATH: process.env.PATH,
    NETWORK: "sepolia",
    PREFIX: "SEPOLIA",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...environment,
  };
  try {
    const { status, stdout } = spawnSync("bash", ["-e", "-c", `touch "$GITHUB_OUTPUT"; ${step.run}`], { encoding: "utf8", env });
    return { status, stdout, output: readFileSync(output, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the workflow of the testnets", () => {
  it("runs by the calendar and by hand, never for what strangers propose", () =>
    assert.deepEqual(Object.keys(on), ["schedule", "workflow_dispatch"]));

  it("names test networks that there are, and the variables of each", () => {
    for (const { network, prefix } of strategy.matrix.include) {
      assert.equal(CHAINS.find((each) => each.network === network)?.isTest, true, network);
      assert.equal(environmentPrefix(network), prefix);
    }
  });

  it("passes and says what is missing without secrets, and does nothing else", () => {
    for (const secrets of [{}, { RPC_URL: "https://rpc.example.org" }, { PRIVATE_KEY: "0x01" }]) {
      const { status, stdout, output } = run(look, { RPC_URL: "", PRIVATE_KEY: "", ...secrets });
      assert.deepEqual([status, output], [0, ""]);
      assert.match(stdout, /sepolia is left out: the secrets SEPOLIA_RPC_URL and SEPOLIA_PRIVATE_KEY/);
    }
    const { output } = run(look, { RPC_URL: "https://rpc.example.org", PRIVATE_KEY: "0x01" });
    assert.equal(output, "present=true\n");
    for (const step of others) assert.equal(step.if, "steps.secrets.outputs.present", step.name);
  });
});
