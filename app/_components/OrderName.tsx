import Link from "next/link";
import type { Market } from "../../sdk/types.ts";
import { clean } from "../_lib/format.ts";

/** What an order is, and where that is not plain the market that it is in. */
export function OrderName({ name, market }: { name: string; market?: Market }) {
  return (
    <span className="grid">
      <bdi>{name}</bdi>
      {market && (
        <Link prefetch={false} href={`/market/${market.id}`} className="note link truncate">
          <bdi>{clean(market.metadata.question)}</bdi>
        </Link>
      )}
    </span>
  );
}
