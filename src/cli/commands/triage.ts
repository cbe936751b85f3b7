import { join, resolve } from "node:path";
import {
  type ClusterIssueResult,
  openClusterIssues,
} from "../../app/triage/open-cluster-issues.ts";
import { proposeCases } from "../../app/triage/propose-cases.ts";
import { type TriageResult, triageSessions } from "../../app/triage/triage-sessions.ts";
import { composeIssues } from "../../compose/compose-host.ts";
import { composeRedactor, surrogateKeyFolder } from "../../compose/compose-redactor.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import {
  clusteringOf,
  composeEmbedding,
  composeIssueWriter,
  composeProposal,
  findProject,
  floorsOf,
  hideFromGit,
  type KnownProject,
  readKnownClusters,
  runCases,
  writeResult,
} from "../../compose/compose-triage.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { describeIssueResult } from "../../core/report/terminal/drift-summary.ts";
import { renderTriage } from "../../core/report/terminal/triage-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import type { Redactor, TextRedactor } from "../../ports/redactor.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { TriageOptions } from "../options.ts";

/** So many sessions of a cluster are attached to its issue, as far as they fit. */
const attached = 3;

/** `tracegate triage`: the queue of what failed. */
export async function triageCommand(
  files: readonly string[],
  options: TriageOptions,
  io: CliIo,
): Promise<number> {
  const { against, since, propose, mode } = options;
  const address = options.openIssues ? issueAddress(options, io.env) : undefined;
  const known = await findProject(io.cwd, options);
  if (propose !== undefined) mustBeWhole(known);
  const redactor = await composeRedactor(
    io.env,
    known.config?.redaction,
    join(known.root, surrogateKeyFolder),
  );
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const embed = await composeEmbedding(known, {
      environment: io.env,
      redactor,
      signal: interrupt.signal,
      onWarning: (message) => io.stderr.write(`${terminalLines(message)}\n`),
    });
    const result = await triageSessions({
      files,
      source: composeSessionSource(resolve(io.cwd), { format: options.format }),
      redactor,
      floors: floorsOf(known),
      known: against === undefined ? [] : await readKnownClusters(resolve(io.cwd, against)),
      cases: runCases(known),
      clustering: clusteringOf(known),
      signal: interrupt.signal,
      ...(options.openIssues && { examples: attached }),
      ...(embed !== undefined && { embed }),
      ...(since !== undefined && { sinceMs: since }),
      ...(propose !== undefined && { wanted: { cluster: propose, sessions: options.cases } }),
    });
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    const { triage } = result;
    writeResult(known.root, resolve(io.cwd, options.out), renderJson(triage));
    tellReading(result, known, io);
    if (options.json) io.stdout.write(renderJson(triage));
    else {
      const text = renderTriage(triage, mode === undefined ? {} : { mode });
      io.stdout.write(`${terminalLines(`${text}\n\nThe whole queue: ${options.out}`)}\n`);
    }
    if (propose !== undefined) await proposeFrom(result, propose, { known, io });
    if (options.openIssues) await openIssues(result, redactor, { known, address, io });
    return exitCodes.pass;
  } finally {
    unsubscribe();
  }
}

/** What was left out in reading, and what of the project could not be used. */
function tellReading(
  { dropped, duplicates, older, timeless }: TriageResult,
  { problems }: KnownProject,
  io: CliIo,
): void {
  for (const { file, path, reason, count } of dropped)
    io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
  if (duplicates > 0)
    io.stderr.write(`${countOf(duplicates, "session")} stood there more than once.\n`);
  if (older > 0) {
    const note = timeless === 0 ? "" : ` ${countOf(timeless, "session")} without a time counted.`;
    io.stderr.write(`${countOf(older, "session")} began before and were left out.${note}\n`);
  }
  if (problems.length > 0)
    io.stderr.write(
      `The dataset has ${countOf(problems.length, "problem")}, so that no case is known; run \`tracegate validate\`.\n`,
    );
}

function mustBeWhole({ project, problems, root }: KnownProject): void {
  if (project !== undefined) return;
  throw new UserError(
    "PROJECT_INVALID",
    problems.length === 0
      ? `There is no project in ${root} that cases could be proposed to.`
      : `The project in ${root} has ${countOf(problems.length, "problem")}; nothing was proposed.`,
    "Name the project's folder with `--root`, and mend it with `tracegate validate`.",
    { problems },
  );
}

async function proposeFrom(
  { wanted, sessions, triage }: TriageResult,
  name: string,
  { known, io }: { readonly known: KnownProject; readonly io: CliIo },
): Promise<void> {
  const { project } = known;
  if (wanted === undefined) {
    const ids = triage.queue.map(({ id }, index) => `${index + 1} (${id})`).join(", ");
    throw new UserError(
      "CLUSTER_UNKNOWN",
      `There is no cluster ${name}${ids === "" ? ", nor any other" : `; there are ${ids}`}.`,
      "Name a cluster by its place in the queue, or by the id in brackets.",
    );
  }
  if (project === undefined) return;
  const chosen = wanted.sessions.flatMap((id) => sessions.get(id) ?? []);
  const {
    written,
    known: held,
    mute,
  } = proposeCases({
    project,
    cluster: wanted,
    sessions: chosen,
    ...(await composeProposal(known)),
  });
  const notes = [
    ...(held === 0 ? [] : [`${countOf(held, "session")} are cases already`]),
    ...(mute === 0 ? [] : [`in ${countOf(mute, "session")} the user says nothing`]),
  ];
  const cases = written.filter((path) => path.includes("/cases/"));
  io.stderr.write(
    `Proposed ${countOf(cases.length, "case")}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}:\n${written.map((path) => `  ${path}\n`).join("")}`,
  );
}

type IssueAddress = Parameters<typeof composeIssues>[0];

/** Where issues are filed; nowhere without a token. Asked before anything is read. */
function issueAddress(
  { repo }: TriageOptions,
  { GITHUB_REPOSITORY = "", GITHUB_TOKEN: token = "", GITHUB_API_URL }: CliIo["env"],
): IssueAddress | undefined {
  if (token === "") return undefined;
  const repository = repo ?? GITHUB_REPOSITORY;
  if (/^[\w.-]+\/[\w.-]+$/.test(repository))
    return { repository, token, apiUrl: GITHUB_API_URL ?? "https://api.github.com" };
  throw new UserError(
    "ISSUE_UNADDRESSED",
    "GITHUB_TOKEN is set, and it is not known where issues are filed.",
    "Name the repository with `--repo owner/name`.",
  );
}

async function openIssues(
  { triage, sessions }: TriageResult,
  redactor: Redactor & TextRedactor,
  {
    known,
    address,
    io,
  }: {
    readonly known: KnownProject;
    readonly address: IssueAddress | undefined;
    readonly io: CliIo;
  },
): Promise<void> {
  const results = await openClusterIssues(triage.queue, sessions, {
    redactor,
    writer: composeIssueWriter(known.root),
    ...(address !== undefined && { host: await composeIssues(address) }),
  });
  hideFromGit(known.root, "issues/");
  for (const result of results) io.stderr.write(`${terminalLines(describeIssue(result))}\n`);
}

function describeIssue({ cluster, title, file, leaks, filed }: ClusterIssueResult): string {
  if (leaks !== undefined) {
    const kinds = leaks.map(({ kind, count }) => `${count} × ${kind}`).join(", ");
    return `${cluster} “${title}”: not written, ${kinds} would be shown.`;
  }
  const told = filed === undefined ? undefined : describeIssueResult(filed);
  return `${cluster} “${title}”: ${file ?? ""}${told === undefined ? "" : ` · ${told}`}`;
}
