import { expect, test } from "@playwright/test";

for (const path of ["/", "/market/1", "/risks", "/api/indexer/ready"]) {
  test(`${path} lets no foreign script run and no foreign page in`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    const policy = Object.fromEntries(
      (headers["content-security-policy"] ?? "").split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]),
    );
    expect(policy["script-src"]).toContainEqual(expect.stringMatching(/^'nonce-[A-Za-z0-9+/=]{20,}'$/));
    expect(policy["script-src"]).not.toContain("'unsafe-inline'");
    expect(policy["script-src"]).not.toContain("'unsafe-eval'");
    expect(policy["frame-ancestors"]).toEqual(["'none'"]);
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
}
