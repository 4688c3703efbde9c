import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund } from "../../tools/test/market.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const CHAIN_ID = 700_041;
const SCRIPT = `
const { chainConfig, readMarkets } = await import("./app/_lib/chain.server.ts");
const markets = await readMarkets();
console.log(JSON.stringify({ config: chainConfig(), markets: markets.map(({ id, status }) => [String(id), status]) }));
process.exit(0);
`;

let chain: Chain;
let folder: string;
let deployment: Deployment;

before(async () => {
  chain = await startChain({ chainId: CHAIN_ID });
  deployment = { ...(await deployAll(chain)), chainId: CHAIN_ID };
  await fund(chain, deployment, 0);
  await createMarket(chain, deployment);
  folder = mkdtempSync(path.join(tmpdir(), "presage-elsewhere-"));
  writeFileSync(path.join(folder, `${CHAIN_ID}.json`), JSON.stringify(deployment));
});
after(async () => {
  await chain.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the app on a chain that is known by the environment alone", () => {
  it("reads that chain's address book and markets, and tells browsers the endpoints that are meant for them", async () => {
    const env = {
      ...process.env,
      NODE_NO_WARNINGS: "1",
      PRESAGE_CHAIN_ID: String(CHAIN_ID),
      PRESAGE_CHAIN_NAME: "Testland",
      PRESAGE_CHAIN_TEST: "1",
      PRESAGE_DEPLOYMENTS: folder,
      PRESAGE_RPC_URL: `${chain.url}/v2/secret`,
      PRESAGE_PUBLIC_RPC_URL: chain.url,
    };
    const args = ["--conditions=react-server", "--input-type=module-typescript", "--eval", SCRIPT];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    const { config, markets } = JSON.parse(stdout);
    assert.deepEqual([config.chainId, config.chainName, config.isLocal, config.rpcUrls], [CHAIN_ID, "Testland", false, [chain.url]]);
    assert.deepEqual(config.deployment, deployment);
    assert.deepEqual(markets, [["1", "Open"]]);
  });
});
