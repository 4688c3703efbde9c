import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LOCAL_RPC_URL, rpcUrls } from "../../../sdk/rpc/rpcUrls.ts";

describe("the setting of RPC endpoints", () => {
  it("is one address, or several in their order", () => {
    assert.deepEqual(rpcUrls("https://one.example/key"), ["https://one.example/key"]);
    assert.deepEqual(rpcUrls(" http://127.0.0.1:8545 ,https://two.example/a?b=c"), ["http://127.0.0.1:8545", "https://two.example/a?b=c"]);
    assert.deepEqual(rpcUrls(), [LOCAL_RPC_URL]);
  });

  it("is refused, without being repeated, where it is none", () => {
    for (const setting of ["", "one.example", "https://one.example,", "https://one.example,wss://secret.example", "https://a b"]) {
      assert.throws(
        () => rpcUrls(setting),
        (error: Error & { code?: string }) => error.code === "BadRpcUrl" && !error.message.includes("secret"),
      );
    }
    assert.throws(() => rpcUrls("https://one.example,file:///x"), /Endpoint 2 of 2/);
  });
});
