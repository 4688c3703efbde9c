import { type IndexingFunctionArgs, ponder } from "ponder:registry";
import type { Address } from "viem";
import { parsePositionId } from "../../sdk/positionId.ts";
import { acquire, book, placeOf } from "../ledger/books.ts";
import { readPool } from "../ledger/poolState.ts";

const MAX_UINT128 = 2n ** 128n - 1n;

// In a fill positions change hands by trades, pairs and transfers of the orders contract, which `markets.ts` enters like anybody's: as
// gifts, which cost whoever gets them nothing. What the maker paid for them, or got, is said here, and the contract, which keeps
// nothing, stands for the other side of it.
ponder.on("Orders:Filled", async ({ event, context: { db } }: IndexingFunctionArgs<"Orders:Filled">) => {
  const { maker, positionId: id, slot, amounts } = event.args;
  const isSale = (slot & 1n) === 1n;
  const collateral = amounts & MAX_UINT128;
  const place = placeOf(event);
  const { marketId } = parsePositionId(id);
  const { row } = await readPool(db, marketId, () => []);
  const entry = { marketId, collateral: row.collateral, regular: row.regular };
  const [account, contract] = [lower(maker), lower(event.log.address)];
  const gained = { received: collateral, realized: collateral };
  if (isSale) {
    await book(db, place, { ...entry, account, ...gained, volume: collateral });
    await book(db, place, { ...entry, account: contract, paid: collateral, realized: -collateral });
  } else {
    await acquire(db, { account, id, amount: 0n, cost: collateral });
    await book(db, place, { ...entry, account, paid: collateral, volume: collateral });
    await book(db, place, { ...entry, account: contract, ...gained });
  }
});

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
