// properties: W5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { publicAddressFault } from "../../../sdk/text/publicAddress.ts";

describe("publicAddressFault", () => {
  it("finds none in addresses of https and ipfs", () => {
    for (const text of [
      "https://example.org/a?b=c#d",
      "HTTPS://example.org",
      "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi/a.pdf",
    ])
      assert.equal(publicAddressFault(text), undefined, text);
  });

  it("names those of another kind", () => {
    for (const text of ["http://example.org", "ftp://example.org", "javascript://example.org/%0aalert(1)", "file:///etc/passwd"])
      assert.equal(publicAddressFault(text), "scheme", text);
  });

  it("names what is none", () => {
    for (const text of [
      "",
      "example.org",
      "javascript:alert(1)",
      "https://",
      "https://e.org/a b",
      "https://e.org/\u202egpj",
      "https://[",
      "data:text/html,x",
    ])
      assert.equal(publicAddressFault(text), "form", text);
  });
});
