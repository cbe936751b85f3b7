import type { Server } from "node:http";

/**
 * Lets a server listen on a free port of the loopback interface, and resolves with that port.
 *
 * Rejects where it cannot listen; an error of later on is not caught here.
 */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
      else reject(new Error("a server on loopback has no port"));
    });
  });
}
