import type { Abi, ExtractAbiItem } from "viem";

type FunctionOf<abi extends Abi, name extends string> = Extract<ExtractAbiItem<abi, name>, { type: "function" }>;

/** The output types of a function: a resolver's policy is encoded as its `policyOf` returns it. */
export function outputsOf<const abi extends Abi, name extends string>(abi: abi, name: name): FunctionOf<abi, name>["outputs"] {
  const item = abi.find((candidate) => candidate.type === "function" && candidate.name === name);
  return (item as FunctionOf<abi, name>).outputs;
}
