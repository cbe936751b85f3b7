import { UserError } from "../core/errors.ts";
import { terminalText } from "../core/report/wording.ts";
import { composeListener } from "./listener.ts";
import { readEnvironment } from "./read-environment.ts";
import { serveBot } from "./serve.ts";

/** `npm run bot`: answers webhooks until it is told to stop, and then what is in flight. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const server = await serveBot(await composeListener(environment, write), environment);
  write(`Tracegate's bot listens at ${server.url}`);
  const stop = (): void => void server.close();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function write(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${terminalText(error.message)}\n${terminalText(error.fix)}\n`);
  process.exitCode = 2;
}
