import type { Abi, Address, ContractFunctionArgs, ContractFunctionName } from "viem";
import type { Call } from "../types.ts";

/** A `Call` whose name and arguments the compiler has checked against the ABI. */
export function makeCall<const abi extends Abi, name extends ContractFunctionName<abi, "nonpayable" | "payable">>(
  address: Address,
  abi: abi,
  functionName: name,
  args: ContractFunctionArgs<abi, "nonpayable" | "payable", name>,
): Call {
  return { address, abi, functionName, args: args as readonly unknown[] };
}
