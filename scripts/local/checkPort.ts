import { createServer } from "node:net";
import { DEFAULT_PORTS, FLAGS, type Ports } from "./options.ts";

/** The error code of listening there, undefined if the port is free. */
async function portTrouble(port: number): Promise<string | undefined> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  return code;
}

/** Throws in words, with the way out, if something else listens on the port. */
export async function checkPort(service: keyof Ports, port: number): Promise<void> {
  const code = await portTrouble(port);
  if (!code) return;
  const reason = code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${code})`;
  const other = port === DEFAULT_PORTS[service] ? port + 1 : DEFAULT_PORTS[service];
  throw new Error(`Port ${port} ${reason}.\nStop that program, or choose another port: npm start -- ${FLAGS[service]} ${other}`);
}

/** A port at which nobody listens, if possible this one. */
export async function freePortNear(preferred: number): Promise<number> {
  if (preferred <= 65_535 && !(await portTrouble(preferred))) return preferred;
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
