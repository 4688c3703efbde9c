/** A passage of a file of Ponder or of what it stands on, and what is loaded in its place. */
export interface Adjustment {
  /** The end of the file's path. */
  file: string;
  passage: string;
  instead: string;
}

// Why, and what it gains: docs/decisions/0044-what-is-changed-in-ponder.md. Ponder's version is pinned.
export const adjustments: readonly Adjustment[] = [
  {
    // The rows that the past has left in memory stay there for what comes next: all of them are there, so nothing is read.
    file: "ponder/dist/esm/runtime/omnichain.js",
    passage: `    indexingCache.clear();
    // Note: Invalidating the cache means that only predicted rows will be in memory after this point.
    indexingCache.invalidate();
`,
    instead: "",
  },
  {
    // What is cleared (by a reorganisation or an error) is no longer complete.
    file: "ponder/dist/esm/indexing-store/cache.js",
    passage: `                tableCache.cache.clear();
                tableCache.spillover.clear();
`,
    instead: `                tableCache.isCacheComplete = false;
                tableCache.bytes = 0;
                tableCache.cache.clear();
                tableCache.spillover.clear();
`,
  },
  {
    // Then rows are read one by one as they are needed, and kept: one that was not needed by the last block is not let go.
    file: "ponder/dist/esm/indexing-store/cache.js",
    passage: `                        tableCache.cache.delete(key);
                    }
                }
            }
            for (const table of tables) {`,
    instead: `                        if (tableCache.cache.size > 50_000) tableCache.cache.delete(key);
                        else prediction.get(table).delete(key);
                    }
                }
            }
            for (const table of tables) {`,
  },
  {
    // A row that is not yet in the database is written once, as it is in the end, and not inserted and then updated.
    file: "ponder/dist/esm/indexing-store/cache.js",
    passage: `            if (isUpdate) {
                updateBuffer`,
    instead: `            if (isUpdate && !insertBuffer.get(table).has(ck)) {
                updateBuffer`,
  },
  {
    // What was fetched is stored fifty blocks at a time.
    file: "ponder/dist/esm/sync-historical/index.js",
    passage: `                await promiseAllSettledWithThrow([
                    syncStore.insertBlocks({ blocks: [block], chainId: args.chain.id }),
                    syncStore.insertTransactions({
                        transactions,
                        chainId: args.chain.id,
                    }),
                    syncStore.insertTransactionReceipts({
                        transactionReceipts,
                        chainId: args.chain.id,
                    }),
                    syncStore.insertTraces({
                        traces: traces.map((trace) => ({
                            trace,
                            block: block,
                            transaction: transactionsByHash.get(trace.transactionHash),
                        })),
                        chainId: args.chain.id,
                    }),
                    syncStore.insertLogs({ logs, chainId: args.chain.id }),
                ]);
            };
`,
    instead: `                fetched.push({ block, transactions, transactionReceipts, logs });
                if (fetched.length >= 50) await store();
            };
            const fetched = [];
            const store = async () => {
                const all = fetched.splice(0);
                const [chainId, listed] = [args.chain.id, (name) => all.flatMap((each) => each[name])];
                await promiseAllSettledWithThrow([
                    syncStore.insertBlocks({ blocks: listed("block"), chainId }),
                    syncStore.insertTransactions({ transactions: listed("transactions"), chainId }),
                    syncStore.insertTransactionReceipts({ transactionReceipts: listed("transactionReceipts"), chainId }),
                    syncStore.insertLogs({ logs: listed("logs"), chainId }),
                ]);
            };
`,
  },
  {
    file: "ponder/dist/esm/sync-historical/index.js",
    passage: `                await Promise.all(intervalRange(interval).map((blockNumber) => queue.add(blockNumber)));
`,
    instead: `                await Promise.all(intervalRange(interval).map((blockNumber) => queue.add(blockNumber)));
                await store();
`,
  },
  {
    // Of what kind an object is, is asked some ten times for each value of each row: the kinds of a class are found once.
    file: "ponder/node_modules/drizzle-orm/entity.js",
    passage: `  if (value instanceof type) {
    return true;
  }
`,
    instead: `  const made = Object.getPrototypeOf(value).constructor;
  is.kinds ??= new WeakMap();
  let kinds = is.kinds.get(made);
  if (!kinds && made) {
    is.kinds.set(made, (kinds = new Set()));
    for (let each = made; each; each = Object.getPrototypeOf(each)) if (entityKind in each) kinds.add(each[entityKind]);
  }
  if (kinds && entityKind in type) return kinds.has(type[entityKind]);
`,
  },
];
