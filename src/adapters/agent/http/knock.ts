import { connect } from "node:net";
import { get } from "./node-http.ts";
import { portOf } from "./port-of.ts";

/** What came of asking whether a service is there. */
export type Knock =
  | { readonly kind: "open" }
  /** Why not, such as `ECONNREFUSED` or `the status 503`. */
  | { readonly kind: "shut"; readonly reason: string };

const timeoutMs = 2000;

/** Whether a port takes connections; nothing is sent. */
export function knockAtPort(address: URL): Promise<Knock> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostOf(address), port: portOf(address) });
    const end = (knock: Knock): void => {
      socket.destroy();
      resolve(knock);
    };
    socket.setTimeout(timeoutMs, () => end({ kind: "shut", reason: "no answer" }));
    socket.once("connect", () => end({ kind: "open" }));
    socket.once("error", (error) => end({ kind: "shut", reason: describe(error) }));
  });
}

/** Whether a path of a service that speaks plain HTTP answers with a status from 200 to 299. */
export function knockAtPath(address: URL): Promise<Knock> {
  return new Promise((resolve) => {
    const request = get(address, { agent: false, timeout: timeoutMs }, (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      resolve(
        statusCode >= 200 && statusCode <= 299
          ? { kind: "open" }
          : { kind: "shut", reason: `${address.pathname} answers ${statusCode}` },
      );
      request.destroy();
    });
    request.once("timeout", () => {
      resolve({ kind: "shut", reason: `${address.pathname} does not answer` });
      request.destroy();
    });
    request.once("error", (error) => resolve({ kind: "shut", reason: describe(error) }));
  });
}

/** A literal address of IPv6 stands in brackets in an address, and without them everywhere else. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

function describe(error: Error): string {
  return "code" in error ? String(error.code) : error.message;
}
