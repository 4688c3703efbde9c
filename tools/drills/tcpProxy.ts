import { connect, createServer, type Socket } from "node:net";

/** A port whose connections are passed on to another one, which may change, be nobody's, or be cut off. */
export interface TcpProxy {
  port: number;
  aim: (port: number) => void;
  /** Ends what is connected. */
  cut: () => void;
  close: () => Promise<void>;
}

export async function startTcpProxy(to: number): Promise<TcpProxy> {
  let target = to;
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(target, "127.0.0.1");
    const end = () => {
      incoming.destroy();
      outgoing.destroy();
    };
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    aim: (port) => {
      target = port;
    },
    cut,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
