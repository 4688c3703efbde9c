import type { Market } from "../../sdk/types.ts";
import { MarketName } from "./MarketName.tsx";

/** What an order is, and where that is not plain the market that it is in. */
export function OrderName({ name, market }: { name: string; market?: Market }) {
  return (
    <span className="grid">
      <bdi>{name}</bdi>
      {market && <MarketName market={market} />}
    </span>
  );
}
