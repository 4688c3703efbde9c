import { isAddress, zeroAddress } from "viem";
import { resolverContracts } from "../../abi/resolverContracts.ts";
import type { Named } from "../resolvers/resolverForm.ts";
import { formOf } from "../resolvers/resolvers.ts";
import type { Specification } from "../types.ts";
import type { Fault, Rule } from "./rule.ts";

export const nameRules: readonly Rule[] = [
  {
    code: "invalid-address",
    severity: "error",
    why: "Money or a decision sent to a mistyped address is lost.",
    check: (specification) =>
      namesIn(specification).flatMap(({ path, name }): Fault[] => {
        if (name === zeroAddress && path.at(-1) !== "sequencerFeed")
          return [{ path, message: "the zero address is nobody's", suggestion: "Name somebody." }];
        if (!/^0x/i.test(name) || isAddress(name)) return [];
        const isChecksum = isAddress(name, { strict: false });
        return [
          {
            path,
            message: `${name} is not an address${isChecksum ? ": its capital letters do not fit its digits" : ""}`,
            suggestion: isChecksum ? "Copy it again." : "Write 0x and forty hexadecimal digits, or a name from the address book.",
          },
        ];
      }),
  },
  {
    code: "unknown-collateral",
    severity: "error",
    why: "The contract needs the address of a token.",
    check: (specification, { deployment }) =>
      tokensIn(specification)
        .filter(({ name }) => deployment && !/^0x/i.test(name) && !Object.hasOwn(deployment.collaterals, name))
        .map(({ path, name }) => ({
          path,
          message: `"${name}" is not in the address book of chain ${deployment?.chainId}`,
          suggestion: `Use ${Object.keys(deployment?.collaterals ?? {}).join(", ") || "an address"}, or choose another --network.`,
        })),
  },
  {
    code: "unknown-account",
    severity: "error",
    why: "Whoever decides must be an account that exists.",
    check: (specification, { deployment }) => {
      if (!deployment) return [];
      const { accounts, feeds, contracts } = deployment;
      const namesFor = (field: string) => ({
        ...accounts,
        ...(/feed$/i.test(field) && feeds),
        ...(field === "arbiter" && contracts.Erc792Arbiter && { court: contracts.Erc792Arbiter }),
      });
      return formOf(specification.resolver)
        .accounts(specification.resolver)
        .map((named) => ({ ...named, names: namesFor(String(named.path.at(-1))) }))
        .filter(({ name, names }) => !/^0x/i.test(name) && !Object.hasOwn(names, name))
        .map(({ path, name, names }) => ({
          path,
          message: `"${name}" is not in the address book of chain ${deployment.chainId}`,
          suggestion: `Write an address${Object.keys(names).length > 0 ? `, or one of ${Object.keys(names).join(", ")}` : ""}.`,
        }));
    },
  },
  {
    code: "unknown-resolver",
    severity: "error",
    why: "A market cannot exist without the contract that decides it.",
    check: ({ resolver }, { deployment }) =>
      deployment && !deployment.contracts[resolverContracts[resolver.kind]]
        ? [
            {
              path: ["resolver", "kind"],
              message: `chain ${deployment.chainId} has no ${resolverContracts[resolver.kind]}`,
              suggestion: "Choose another kind, or another --network.",
            },
          ]
        : [],
  },
];

function namesIn(specification: Specification): Named[] {
  return [...tokensIn(specification), ...formOf(specification.resolver).accounts(specification.resolver)];
}

function tokensIn({ collateral, resolver }: Specification): Named[] {
  return [{ path: ["collateral"], name: collateral }, ...(formOf(resolver).tokens?.(resolver) ?? [])];
}
