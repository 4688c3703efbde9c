import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dialectFaults } from "../../../tools/checks/dialectFaults.ts";
import { parseSource } from "../../../tools/proof/parseSource.ts";

const GOOD = `
pragma solidity ^0.8.30;
interface ICounter {
    error TooFar(uint256 given, uint256 most);
    function count() external view returns (uint256);
    function raise(uint256 by) external;
}
contract Counter is ICounter {
    /// @inheritdoc ICounter
    uint256 public count;
    uint256 public own;

    /// @inheritdoc ICounter
    function raise(uint256 by) external {
        // Check: it is not too far (nothing is required( here )
        if (by > 9) revert TooFar(by, 9);

        // Effect: the count is higher
        count += by;
    }

    function alone() external pure {}
}
`;

const faults = (content: string) => {
  const ast = parseSource("Counter.sol", content, () => ({ error: "nothing is imported" }));
  return dialectFaults([{ file: "Counter.sol", content, ast }], [ast]);
};

describe("The contracts' dialect", () => {
  it("is what this is written in", () => {
    assert.deepEqual(faults(GOOD), []);
  });

  for (const [name, search, replace, fault] of [
    ["require", "if (by > 9) revert TooFar(by, 9);", "require(by <= 9, TooFar(by, 9));", /:16: `require`/],
    ["bare stage", "// Effect: the count is higher", "// Effect", /:18: `\/\/ Effect`/],
    ["stage without its sentence", "// Effect: the count is higher", "// Effect:", /:18: `\/\/ Effect:`/],
    ["stage by another name", "// Effect: the count is higher", "// Effects: the count is higher", /:18: `\/\/ Effects:/],
    [
      "implementation without documentation",
      "    /// @inheritdoc ICounter\n    function",
      "    function",
      /Counter\.raise has no @inheritdoc/,
    ],
    ["getter without documentation", "    /// @inheritdoc ICounter\n    uint256", "    uint256", /Counter\.count has no @inheritdoc/],
  ] as const) {
    it(`has no ${name}`, () => {
      const found = faults(GOOD.replace(search, replace));
      assert.equal(found.length, 1);
      assert.match(found[0] as string, fault);
    });
  }
});
