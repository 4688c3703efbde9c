// properties: W5
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { publicAddressFault, shownAddress } from "../../../sdk/text/publicAddress.ts";

describe("publicAddressFault", () => {
  it("finds none in addresses of https and ipfs", () => {
    for (const text of [
      "https://example.org/a?b=c#d",
      "HTTPS://example.org",
      "https://example.org./",
      "https://example.org:8443/a",
      "https://example.org/?to=@somebody#@",
      "https://münchen.de/ä?ö#ü",
      "https://example.org/می‌خواهم",
      "https://xn--80ak6aa92e.com/",
      "ipfs://QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG",
      "IPFS://k51qzi5uqu5dlvj2baxnqndepeb86cbk3ng7n3i46uzyxzyqj2xjonzllnv0v8",
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
      "https:////example.org",
      "https:///example.org",
      "https:\\\\example.org",
      "https://example.org\\@other.org",
      "https://user:pass@example.org/",
      "https://example.org@other.org",
      "https://@other.org",
      "https://999.1.1.1",
      `https://example.org/${"a".repeat(10_000)}`,
      "ipfs://x",
      "ipfs:///",
      "ipfs://../../etc",
      "ipfs://ipfs/QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG",
      "ipfs://QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbd0",
    ])
      assert.equal(publicAddressFault(text), "form", text);
  });

  it("names hosts that are others or none for others, however they are written", () => {
    const numbers = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fe80::1]"];
    const names = [
      "localhost",
      "LOCALHOST.",
      "a.localhost",
      "intranet",
      "printer.local",
      "db.internal",
      "nas.home.arpa",
      "..",
      ".org",
      "-a.org",
    ];
    for (const host of [...numbers, ...names]) assert.equal(publicAddressFault(`https://${host}/`), "host", host);
  });

  it("are shown with the letters that are sent", () => {
    assert.equal(shownAddress("https://аррӏе.com/a?b"), "https://xn--80ak6aa92e.com/a?b");
    assert.equal(shownAddress("HTTPS://Example.org/Ä"), "https://example.org/Ä");
    assert.equal(shownAddress("http://аррӏе.com"), "http://аррӏе.com");
  });
});
