import { db } from "ponder:api";
import { market } from "ponder:schema";
import { Hono } from "hono";

const app = new Hono();
app.get("/markets", async (c) =>
  c.json((await db.select({ id: market.id, question: market.question }).from(market)).map((row) => ({ ...row, id: String(row.id) }))),
);
export default app;
