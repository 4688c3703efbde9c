import { type Hex, toFunctionSelector } from "viem";
import { marketsAbi } from "./abi/markets.ts";
import type { Call } from "./types.ts";

const selectorsOf = (name: string) =>
  marketsAbi.flatMap((item) => (item.type === "function" && item.name === name ? [toFunctionSelector(item)] : []));
const BUYS = new Set(selectorsOf("buy"));
/** What else has a least amount, of collateral. */
const OTHERS = new Set([...selectorsOf("sell"), ...selectorsOf("removeLiquidity")]);

/** What a call must give at least: `positions` to a buyer, else collateral; undefined where a multicall has both. */
export function unitOf({ functionName, args }: Pick<Call, "functionName" | "args">): "positions" | "collateral" | undefined {
  if (functionName !== "multicall") return functionName === "buy" ? "positions" : "collateral";
  const selectors = (args[0] as readonly Hex[]).map((data) => data.slice(0, 10) as Hex);
  const buys = selectors.some((each) => BUYS.has(each));
  const others = selectors.some((each) => OTHERS.has(each));
  if (buys && others) return undefined;
  return buys ? "positions" : "collateral";
}
