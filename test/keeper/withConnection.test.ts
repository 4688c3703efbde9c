import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import pg from "pg";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { withConnection } from "../../keeper/withConnection.ts";

const folder = mkdtempSync(path.join(tmpdir(), "presage-connection-"));
let postgres: Postgres;
let pool: pg.Pool;

before(async () => {
  postgres = await startPostgres(folder);
  pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on("error", () => undefined); // as the keeper has it
});
after(async () => {
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("outlives a connection that is lost while nothing is asked of it: the next query says so, and the pool goes on", async () => {
  for (let time = 0; time < 3; time++) {
    const losing = withConnection(pool, async (connection) => {
      const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
      const lost = new Promise((resolve) => connection.once("end", resolve));
      await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await lost;
      return connection.query("select 1");
    });
    await assert.rejects(losing, /terminat|not queryable|closed/i);
  }
  assert.equal((await withConnection(pool, (connection) => connection.query("select 1 as one"))).rows[0].one, 1);
});
