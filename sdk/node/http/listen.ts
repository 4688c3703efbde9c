import { type ServerType, serve } from "@hono/node-server";

/** Serves until the server is closed; resolves once it listens. Throws in words if it cannot. */
export function listen(
  app: Pick<Parameters<typeof serve>[0], "fetch">,
  { port, hostname }: { port: number; hostname: string },
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, () => resolve(server));
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      reject(new Error(code === "EADDRINUSE" ? `Port ${port} of ${hostname} is taken by another program.` : message));
    });
  });
}
