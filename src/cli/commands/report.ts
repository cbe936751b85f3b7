import { join, resolve } from "node:path";
import { draftReport, fileReport } from "../../app/intake/file-report.ts";
import { loadConfigIfThere } from "../../app/project/load-redaction.ts";
import { composeConversations } from "../../compose/compose-bot.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeRedactor, surrogateKeyFolder } from "../../compose/compose-redactor.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { botConfig } from "../../core/config/bot-config.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, ReportOptions } from "../options.ts";

/** `tracegate report`: an issue about a session. */
export async function reportCommand(
  file: string,
  options: ReportOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const config = await loadConfigIfThere(projectRequest(place));
  // The same value has the same surrogate in every report of this machine.
  const keyFolder = options.dryRun === true ? undefined : join(place.root, surrogateKeyFolder);
  const redactor = await composeRedactor(io.env, config?.redaction, keyFolder);
  const source = composeSessionSource(resolve(io.cwd), { format: "auto" });
  const issue = await draftReport({ ...options, file }, { source, redactor });
  if (options.dryRun === true) {
    io.stdout.write(
      options.json === true
        ? renderJson(issue)
        : terminalLines(`${issue.title}\n\n${issue.body}\n`),
    );
    return exitCodes.pass;
  }
  const { label } = config?.bot ?? botConfig.parse({});
  const host = await composeConversations(addressOf(options, io));
  const opened = await fileReport(issue, host, options.label === true ? label : undefined);
  io.stdout.write(
    options.json === true
      ? renderJson(opened)
      : `Filed ${opened.url}\n${options.label === true ? "" : `A maintainer makes a case of it with the label ${label}.\n`}`,
  );
  return exitCodes.pass;
}

function addressOf(
  { repo }: ReportOptions,
  { env }: CliIo,
): {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly author: string;
} {
  const repository = repo ?? env["GITHUB_REPOSITORY"] ?? "";
  if (repository === "") {
    throw new UserError(
      "REPOSITORY_MISSING",
      "It is not known which repository the issue belongs to.",
      "Name it: `--repo owner/name`.",
    );
  }
  const token = env["GITHUB_TOKEN"] ?? "";
  if (token === "") {
    throw new UserError(
      "TOKEN_MISSING",
      "GITHUB_TOKEN is not set, so no issue can be filed.",
      "Set it to a token with `issues: write`, or look at the issue first with `--dry-run`.",
    );
  }
  const apiUrl = env["GITHUB_API_URL"] ?? "https://api.github.com";
  return { repository, apiUrl, token, author: "" };
}
