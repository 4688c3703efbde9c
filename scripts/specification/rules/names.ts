import { isAddress } from "viem";
import type { Specification } from "../types.ts";
import type { Fault, Rule } from "./rule.ts";

const CONTRACTS = { optimistic: "OptimisticResolver", committee: "CommitteeResolver", priceFeed: "PriceFeedResolver" } as const;

export const nameRules: readonly Rule[] = [
  {
    code: "invalid-address",
    severity: "error",
    why: "Money or a decision sent to a mistyped address is lost.",
    check: (specification) =>
      namesIn(specification).flatMap(({ path, name }): Fault[] => {
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
    check: ({ collateral }, { deployment }) =>
      deployment && !/^0x/i.test(collateral) && !Object.hasOwn(deployment.collaterals, collateral)
        ? [
            {
              path: ["collateral"],
              message: `"${collateral}" is not in the address book of chain ${deployment.chainId}`,
              suggestion: `Use ${Object.keys(deployment.collaterals).join(", ") || "an address"}, or choose another --network.`,
            },
          ]
        : [],
  },
  {
    code: "unknown-account",
    severity: "error",
    why: "Whoever decides must be an account that exists.",
    check: (specification, { deployment }) => {
      if (!deployment) return [];
      const accounts = deployment.accounts ?? {};
      return accountsIn(specification)
        .filter(({ name }) => !/^0x/i.test(name) && !Object.hasOwn(accounts, name))
        .map(({ path, name }) => ({
          path,
          message: `"${name}" is not in the address book of chain ${deployment.chainId}`,
          suggestion: `Write an address${Object.keys(accounts).length > 0 ? `, or one of ${Object.keys(accounts).join(", ")}` : ""}.`,
        }));
    },
  },
  {
    code: "unknown-resolver",
    severity: "error",
    why: "A market cannot exist without the contract that decides it.",
    check: ({ resolver }, { deployment }) =>
      deployment && !deployment.contracts[CONTRACTS[resolver.kind]]
        ? [
            {
              path: ["resolver", "kind"],
              message: `chain ${deployment.chainId} has no ${CONTRACTS[resolver.kind]}`,
              suggestion: "Choose another kind, or another --network.",
            },
          ]
        : [],
  },
];

interface Named {
  path: (string | number)[];
  name: string;
}

function namesIn(specification: Specification): Named[] {
  return [{ path: ["collateral"], name: specification.collateral }, ...accountsIn(specification)];
}

function accountsIn({ resolver }: Specification): Named[] {
  switch (resolver.kind) {
    case "optimistic":
      return [{ path: ["resolver", "arbiter"], name: resolver.arbiter }];
    case "committee":
      return resolver.members.map((name, i) => ({ path: ["resolver", "members", i], name }));
    case "priceFeed":
      return [
        { path: ["resolver", "feed"], name: resolver.feed },
        ...(resolver.sequencerFeed ? [{ path: ["resolver", "sequencerFeed"], name: resolver.sequencerFeed }] : []),
      ];
  }
}
