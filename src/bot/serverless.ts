import type { IncomingMessage, ServerResponse } from "node:http";
import { composeListener } from "./listener.ts";
import { readEnvironment } from "./read-environment.ts";
import type { Listener } from "./serve.ts";

let listener: Promise<Listener> | undefined;

/** One request for platforms that call a function of Node's `(request, response)`. The App is set up by the first. */
export async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
  listener ??= composeListener(readEnvironment(process.env), write);
  await (await listener)(request, response);
}

function write(line: string): void {
  process.stderr.write(`${line}\n`);
}
