// Every route of the relay, once: OpenAPI is written from it, and requests are checked against it as they come.
import { createRoute, z } from "@hono/zod-openapi";
import { address, choice, cursor, marketNumber, wholeNumber } from "../../sdk/node/http/parameters.ts";
import { sides } from "../../sdk/side.ts";
import { Book, failures, Readiness, RestingOrder, SignedOrder } from "./schemas.ts";

const json = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": { schema } } });
const text = (description: string, type: string, example: string) => ({
  description,
  content: { [type]: { schema: z.string(), example } },
});
const maker = address("Only of this account").optional();
const market = marketNumber("Only of this market").optional();
const event = 'event: gone\ndata: { "hash": "0x5fb3…", "reason": "Filled" }\n\n';

export const routes = {
  postOrder: createRoute({
    operationId: "postOrder",
    method: "post",
    path: "/orders",
    tags: ["Orders"],
    summary: "Gives a signed order to be kept and shown; one that is kept already may bring a newer permit",
    request: { body: { required: true, content: { "application/json": { schema: SignedOrder } } } },
    responses: {
      200: json("It was kept already", RestingOrder),
      201: json("It is kept", RestingOrder),
      ...failures(400, 413, 422, 429, 503),
    },
  }),
  listOrders: createRoute({
    operationId: "listOrders",
    method: "get",
    path: "/orders",
    tags: ["Orders"],
    summary: "Open orders, newest first: page by page, all that are kept",
    request: {
      query: z.strictObject({
        maker,
        market,
        limit: wholeNumber("How many to give at most", { min: 1, max: 200 }).default(50).openapi({ default: 50, example: 50 }),
        cursor: cursor("whole"),
      }),
    },
    responses: {
      200: json(
        "OK",
        z.strictObject({
          data: z.array(RestingOrder),
          next: z.string().nullable().openapi({ description: "The cursor of the next page", example: "WyIxIl0" }),
        }),
      ),
      ...failures(400, 429),
    },
  }),
  getOrder: createRoute({
    operationId: "getOrder",
    method: "get",
    path: "/orders/{hash}",
    tags: ["Orders"],
    summary: "One open order",
    request: {
      params: z.strictObject({
        hash: z
          .string()
          .regex(/^0x[0-9a-fA-F]{64}$/, "is no hash: 0x and 64 hexadecimal digits are expected")
          .openapi({ example: "0x5fb3a2d1c0b4968778695a4b3c2d1e0f5fb3a2d1c0b4968778695a4b3c2d1e0f" }),
      }),
    },
    responses: { 200: json("OK", z.strictObject({ data: RestingOrder })), ...failures(400, 404, 429) },
  }),
  getBook: createRoute({
    operationId: "getBook",
    method: "get",
    path: "/markets/{id}/book",
    tags: ["Orders"],
    summary: "The ladder of one outcome and side: open orders and the pool's own depth, best prices first",
    request: {
      params: z.strictObject({ id: marketNumber("The market's number") }),
      query: z.strictObject({
        outcome: wholeNumber("Counted from 0", { min: 0, max: 255 }).default(0).openapi({ default: 0 }),
        side: choice("Of the outcome", sides).default("yes").openapi({ default: "yes" }),
        levels: wholeNumber("Prices on each side at most", { min: 1, max: 50 }).default(10).openapi({ default: 10, example: 10 }),
      }),
    },
    responses: { 200: json("OK", z.strictObject({ data: Book })), ...failures(400, 404, 429, 503) },
  }),
  stream: createRoute({
    operationId: "stream",
    method: "get",
    path: "/stream",
    tags: ["Live"],
    summary: "Server-sent events: `order` (new or changed), `gone` with the reason, `filled` from a mined receipt, `block`",
    request: { query: z.strictObject({ market, maker }) },
    responses: { 200: text("A stream that does not end", "text/event-stream", event), ...failures(400, 429, 503) },
  }),
  getHealth: createRoute({
    operationId: "getHealth",
    method: "get",
    path: "/health",
    tags: ["Operations"],
    summary: "Whether the process serves",
    responses: { 200: json("It does", z.strictObject({ status: z.literal("ok").openapi({ example: "ok" }) })), ...failures(429) },
  }),
  getReadiness: createRoute({
    operationId: "getReadiness",
    method: "get",
    path: "/ready",
    tags: ["Operations"],
    summary: "Whether the database answers and the book is at the head of the chain",
    responses: { 200: json("It is", Readiness), 503: json("Not now, and why", Readiness), ...failures(429) },
  }),
  getMetrics: createRoute({
    operationId: "getMetrics",
    method: "get",
    path: "/metrics",
    tags: ["Operations"],
    summary: "Figures for Prometheus",
    responses: { 200: text("Prometheus' text format", "text/plain", "# TYPE presage_relay_orders gauge\n"), ...failures(429) },
  }),
  getDescription: createRoute({
    operationId: "getDescription",
    method: "get",
    path: "/openapi.json",
    tags: ["Operations"],
    summary: "This description",
    responses: { 200: json("OpenAPI 3.1", z.looseObject({ openapi: z.string().openapi({ example: "3.1.0" }) })), ...failures(429) },
  }),
};
