/**
 * Node's HTTP client. An import asks for all that a module exports, and one export of this one loads Node's whole `fetch`:
 * 12 ms at every start.
 */
export const nodeHttp = process.getBuiltinModule("node:http");
export const { get, request } = nodeHttp;

/** The same with TLS, loaded when it is needed. */
export function nodeHttps(): typeof import("node:https") {
  return process.getBuiltinModule("node:https");
}
