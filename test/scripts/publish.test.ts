import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { encodeAbiParameters } from "viem";
import { type CustomChain, startCustomChain } from "./customChain.ts";

const KEY = "CANARYEXPLORERKEY7f3a";

/** What was handed in to be published. */
interface Handed {
  address: string;
  name: string;
  compiler: string;
  constructorArguments: string;
  input: { sources: Record<string, { content: string }>; settings: { viaIR: boolean } };
}

// A double of Etherscan's interface, as far as its documentation goes; the explorers themselves are beyond these tests.
let explorer: Server;
let chain: CustomChain;
let handed: Handed[] = [];
let refused: string | undefined;
let env: Record<string, string>;

before(async () => {
  explorer = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://explorer");
    const answer = (status: string, result: unknown) =>
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ status, message: status === "1" ? "OK" : "NOTOK", result }));
    if (searchParams.get("apikey") !== KEY || searchParams.get("chainid") !== "700011") return answer("0", "Invalid API Key");
    const action = searchParams.get("action");
    const isThere = handed.some(({ address }) => address.toLowerCase() === searchParams.get("address")?.toLowerCase());
    if (action === "getsourcecode") return answer("1", [{ SourceCode: isThere ? "{}" : "" }]);
    if (action === "checkverifystatus") return answer("1", "Pass - Verified");
    let body = "";
    for await (const part of request) body += part;
    const form = new URLSearchParams(body);
    const name = form.get("contractname") ?? "";
    if (refused && name.endsWith(`:${refused}`)) return answer("0", `Unable to verify, says the explorer to ${KEY}`);
    handed.push({
      address: form.get("contractaddress") ?? "",
      name,
      compiler: form.get("compilerversion") ?? "",
      constructorArguments: form.get("constructorArguments") ?? "",
      input: JSON.parse(form.get("sourceCode") ?? ""),
    });
    return answer("1", "a-guid");
  });
  await new Promise<void>((resolve) => explorer.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(explorer.address() as AddressInfo).port}`;
  env = { ETHERSCAN_API_KEY: KEY, PRESAGE_EXPLORER_URL: url, PRESAGE_EXPLORER_API_URL: `${url}/api` };
  chain = await startCustomChain(700_011);
});
after(async () => {
  await chain.close();
  explorer.closeAllConnections();
  explorer.close();
});

describe("publishing sources on an explorer", () => {
  it("happens with a deployment if there is a key, each contract with its sources and what it was made with", async () => {
    const { verified, contracts } = (await chain.succeed(["deploy", "--yes"], { env })) as unknown as {
      verified: { name: string; address: string; source: string }[];
      contracts: { Markets: `0x${string}`; Quoter: string };
    };
    assert.deepEqual(new Set(verified.map(({ source }) => source)), new Set(["published"]));
    assert.deepEqual(
      handed.map(({ address }) => address),
      verified.map(({ address }) => address),
    );
    const quoter = handed.find(({ address }) => address === contracts.Quoter) as Handed;
    assert.match(quoter.name, /contracts\/Quoter\.sol:Quoter$/);
    assert.match(quoter.compiler, /^v0\.8\.\d+\+commit\./);
    assert.equal(`0x${quoter.constructorArguments}`, encodeAbiParameters([{ type: "address" }], [contracts.Markets]));
    assert.equal(quoter.input.settings.viaIR, true);
    const [file = ""] = quoter.name.split(":");
    assert.match(quoter.input.sources[file]?.content ?? "", /contract Quoter/);
  });

  it("is not asked for what the explorer has", async () => {
    const before = handed.length;
    const { contracts } = (await chain.succeed(["verify"], { env })) as unknown as { contracts: { source: string }[] };
    assert.deepEqual(new Set(contracts.map(({ source }) => source)), new Set(["published"]));
    assert.equal(handed.length, before);
  });

  it("says what the explorer refuses, with a failing exit status and without the key", async () => {
    handed = [];
    refused = "Orders";
    const { status, stdout, stderr } = await chain.run(["verify"], { env });
    assert.equal(status, 1);
    assert.match(stdout, /Orders: its source was not published: .*Unable to verify, says the explorer to \[key\]/);
    assert.match(stdout, /source: failed/);
    for (const said of [stdout, stderr]) assert.ok(!said.includes(KEY), said);
  });

  it("fails without the key in what it says where nobody is there", async () => {
    const gone = { ...env, PRESAGE_EXPLORER_API_URL: "http://127.0.0.1:9/api" };
    const { status, stdout, stderr } = await chain.run(["verify"], { env: gone });
    assert.equal(status, 1);
    assert.match(stdout, /Quoter: its source was not published: /);
    for (const said of [stdout, stderr]) assert.ok(!said.includes(KEY), said);
  });
});
