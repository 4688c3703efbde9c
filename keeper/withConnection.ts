import type pg from "pg";

/**
 * Does something with one connection of the pool. If that is lost meanwhile, the next query on it fails, and the pool forgets it; without
 * somebody who hears of it, pg would end the process.
 */
export async function withConnection<T>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  const ignore = () => undefined;
  connection.on("error", ignore);
  try {
    return await work(connection);
  } finally {
    connection.off("error", ignore);
    connection.release();
  }
}
