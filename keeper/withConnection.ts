import type pg from "pg";

const heard = new WeakSet<pg.PoolClient>();

/**
 * Does something with one connection of the pool. If that is lost meanwhile, the next query on it fails, and the pool forgets it; without
 * somebody who hears of it, then or a moment after it was given back, pg would end the process.
 */
export async function withConnection<T>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  if (!heard.has(connection)) connection.on("error", () => undefined);
  heard.add(connection);
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}
