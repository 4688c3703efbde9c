import { createServer } from "node:net";
import { DEFAULT_PORTS, FLAGS, type Ports } from "./options.ts";

/** Throws in words, with the way out, if something else listens on the port. */
export async function checkPort(service: keyof Ports, port: number): Promise<void> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  if (!code) return;
  const reason = code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${code})`;
  const other = port === DEFAULT_PORTS[service] ? port + 1 : DEFAULT_PORTS[service];
  throw new Error(`Port ${port} ${reason}.\nStop that program, or choose another port: npm start -- ${FLAGS[service]} ${other}`);
}
