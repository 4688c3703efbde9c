import { type IndexingFunctionArgs, ponder } from "ponder:registry";
import type { Address } from "viem";
import { decodeFill } from "../../sdk/orders/decodeFill.ts";
import { acquire, book, placeOf, record } from "../ledger/books.ts";
import { readPool } from "../ledger/poolState.ts";

// In a fill positions change hands by trades, pairs and transfers of the orders contract, which `markets.ts` enters like anybody's: as
// gifts, which cost whoever gets them nothing. What the maker paid for them, or got, is said here, and the contract, which keeps
// nothing, stands for the other side of it.
ponder.on("Orders:Filled", async ({ event, context: { db } }: IndexingFunctionArgs<"Orders:Filled">) => {
  const { marketId, maker, orderHash, ...moved } = decodeFill(event.args);
  const { op, collateral } = moved;
  const place = placeOf(event);
  const { row } = await readPool(db, marketId, () => []);
  const entry = { marketId, collateral: row.collateral, regular: row.regular };
  const [account, contract] = [lower(maker), lower(event.log.address)];
  const gained = { received: collateral, realized: collateral };
  if (op === "sell") {
    await book(db, place, { ...entry, account, ...gained, volume: collateral });
    await book(db, place, { ...entry, account: contract, paid: collateral, realized: -collateral });
  } else {
    await acquire(db, { account, id: event.args.positionId, amount: 0n, cost: collateral });
    await book(db, place, { ...entry, account, paid: collateral, volume: collateral });
    await book(db, place, { ...entry, account: contract, ...gained });
  }
  // One row for each maker, two where two orders are crossed: each traded, at a price and under an order of its own, and looks for it
  // in its history as for a trade. What the contract did to carry it out (`carrier`) is told nowhere else.
  await record(db, place, { kind: "OrderFilled", source: "markets", marketId, account, ...moved, data: { orderHash } });
});

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
