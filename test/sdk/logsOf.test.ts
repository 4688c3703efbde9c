import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeAbiParameters, encodeEventTopics, type Hex, type TransactionReceipt } from "viem";
import { createdIn } from "../../scripts/cli/createMarket.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { logsOf } from "../../sdk/logsOf.ts";
import type { Deployment } from "../../sdk/types.ts";

const MARKETS = "0xAbCdEf0000000000000000000000000000000001";
const TOKEN = "0x00000000000000000000000000000000000000ee";

describe("logsOf", () => {
  it("leaves out what others logged, however an address is written, and all where there is no contract", () => {
    const logs = [{ address: TOKEN }, { address: MARKETS.toLowerCase() }, { address: MARKETS }];
    assert.deepEqual(logsOf(MARKETS, logs), logs.slice(1));
    assert.deepEqual(logsOf(undefined, logs), []);
  });

  it("keeps a token that says it too from naming the market that was created", () => {
    const event = marketsAbi.find((item) => item.type === "event" && item.name === "MarketCreated");
    assert.ok(event?.type === "event");
    const data = event.inputs.filter((input) => !("indexed" in input && input.indexed));
    const made = (address: string, marketId: bigint) => ({
      address,
      topics: encodeEventTopics({ abi: [event], args: { marketId, creator: TOKEN, resolver: TOKEN } as never }),
      data: encodeAbiParameters(data as never, data.map(blankOf) as never),
    });
    const receipt = { logs: [made(TOKEN, 666n), made(MARKETS, 7n)], transactionHash: "0x" } as unknown as TransactionReceipt;
    assert.equal(createdIn(receipt, { contracts: { Markets: MARKETS } as unknown as Deployment["contracts"] }), 7n);
  });
});

/** Something of a parameter's type. */
function blankOf(parameter: unknown): unknown {
  const { type, components } = parameter as { type: string; components?: { name: string }[] };
  if (type.endsWith("[]")) return [];
  if (type === "tuple") return Object.fromEntries((components ?? []).map((each) => [each.name, blankOf(each)]));
  if (type === "bool") return false;
  if (type === "address") return TOKEN;
  if (type === "string") return "";
  if (type === "bytes") return "0x" as Hex;
  if (type.startsWith("bytes")) return `0x${"00".repeat(Number(type.slice(5)))}`;
  return 0n;
}
