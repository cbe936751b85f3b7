import { readFile } from "node:fs/promises";
import { Probot } from "probot";
import { UserError } from "../core/errors.ts";
import { terminalText } from "../core/report/wording.ts";
import { tracegateApp } from "./app.ts";
import { probotLog } from "./probot-log.ts";
import { readActionEnvironment } from "./read-action-environment.ts";

/** `bot/action.yml`: handles the one event that started the job; the exit code says whether that went well. */
async function main(): Promise<void> {
  const { event, eventPath, token, settings } = readActionEnvironment(process.env);
  const payload: unknown = JSON.parse(await readFile(eventPath, "utf8"));
  const probot = new Probot({
    githubToken: token,
    baseUrl: settings.apiUrl,
    // What went wrong is told once, below.
    log: probotLog(() => {}),
  });
  await probot.load(tracegateApp(settings));
  const received = { id: process.env["GITHUB_RUN_ID"] ?? "job", name: event, payload };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each handler parses the payload that it takes
  await probot.receive(received as Parameters<typeof probot.receive>[0]);
}

try {
  await main();
} catch (error) {
  const all: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const one of all) {
    const fix = one instanceof UserError ? ` ${one.fix}` : "";
    const text = one instanceof Error ? `${one.message}${fix}` : String(one);
    process.stdout.write(`::error title=Tracegate's bot::${terminalText(text, 1_000)}\n`);
  }
  process.exitCode = 1;
}
