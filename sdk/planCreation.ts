import { type CreateParams, createMarketCall } from "./calls/createMarket.ts";
import { depth } from "./depth.ts";
import { initialFunding } from "./initialFunding.ts";
import { initialRhos } from "./initialRhos.ts";
import { maxLoss } from "./maxLoss.ts";
import type { Planned } from "./planned.ts";
import type { Token } from "./types.ts";
import { WAD } from "./wad.ts";

/** A market as the contract would create it. Amounts in base units of the collateral. */
export interface CreationPlan extends Planned {
  params: CreateParams;
  token: Token;
  /** What the creator pays now. */
  funding: bigint;
  /** The most that the creator can lose, fees aside. */
  maxLoss: bigint;
  /** What moves the first outcome's price up by five points; zero where it is too high for that. */
  depth: bigint;
  payment: NonNullable<Planned["payment"]>;
}

const DEPTH_STEP = WAD / 20n;

/** Plans the creation of a market. `token`: its collateral. Throws as `initialRhos`. */
export function planCreation({ params, token }: { params: CreateParams; token: Token }): CreationPlan {
  const { liquidity, feeRate, odds, outcomeCount } = params;
  const funding = initialFunding(params);
  const [rho = 0n] = initialRhos(params);
  const price = (odds[0] ?? WAD / BigInt(outcomeCount)) + DEPTH_STEP;
  const [step] = depth({ side: "yes", liquidity, rho, feeRate, prices: [price] });
  return {
    params,
    token,
    funding,
    maxLoss: maxLoss(params),
    depth: step?.collateral ?? 0n,
    payment: { token, amount: funding },
    call: ({ markets }) => createMarketCall({ markets, params, maxFunding: funding }),
  };
}
