import { botConfig } from "../../core/config/bot-config.ts";
import type { CompileScorer } from "../../core/config/link-cases.ts";
import type { RedactionConfig } from "../../core/config/redaction-config.ts";
import { UserError } from "../../core/errors.ts";
import type { Evaluator } from "../../core/evaluator/evaluator.ts";
import { type PlaceInRepository, pathInRepository } from "../../core/event/relevance.ts";
import { findTraces } from "../../core/intake/find-traces.ts";
import { gitBlob } from "../../core/intake/git-blob.ts";
import { judgesNamed } from "../../core/intake/judges-named.ts";
import { newestChecks } from "../../core/intake/newest-checks.ts";
import { type ProposalPlan, planProposal } from "../../core/intake/plan-proposal.ts";
import type { ProposalMarker } from "../../core/intake/proposal-marker.ts";
import type { Report } from "../../core/intake/report.ts";
import { proposalTitle, renderProposalBody } from "../../core/report/intake/proposal-body.ts";
import type { ReportAnswer, ReportOutcome } from "../../core/report/intake/report-answer.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import type { FoundKind, Redactor, TextRedactor } from "../../ports/redactor.ts";
import type { RepoFiles } from "../../ports/repo-files.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { TraceFetcher } from "../../ports/trace-fetcher.ts";
import { type CollectedSessions, collectSessions } from "./collect-sessions.ts";
import type { ReportScene } from "./report-scene.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";
import { writeProposal } from "./write-proposal.ts";

export type DraftPorts = {
  /** `owner/name`. */
  readonly repository: string;
  readonly place: PlaceInRepository;
  readonly files: RepoFiles;
  readonly proposals: ProposalHost;
  readonly pullRequests: Pick<PullRequestHost, "fileAt">;
  /** Throws `UserError` where what the project wants redacted cannot be done. */
  readonly redactorFor: (config: RedactionConfig | undefined) => Promise<Redactor & TextRedactor>;
  readonly tracesFrom: (hosts: readonly string[]) => TraceFetcher;
  readonly sessionsIn: (texts: ReadonlyMap<string, Uint8Array>) => SessionSource;
  readonly compilerFor: (evaluators: Iterable<Evaluator>) => Promise<CompileScorer>;
};

/** Reads the traces of a report and proposes their cases; what is to be said under it, or `again` where others were faster. */
export async function draftProposal(
  scene: ReportScene,
  ports: DraftPorts,
): Promise<ReportAnswer | "again"> {
  const ended = endedAlready(scene);
  if (ended !== undefined) return answerOf(scene, nothingRead, ended);
  try {
    return await draft(scene, ports);
  } catch (error) {
    if (!(error instanceof UserError) || !safeCodes.test(error.code)) throw error;
    return stoppedBy(scene, error);
  }
}

/** Says that nothing came of a report, and why. */
export function stoppedBy(scene: ReportScene, { message, fix }: UserError): ReportAnswer {
  const reason = message.replace(/\.$/, "");
  return answerOf(scene, nothingRead, { kind: "stopped", reason, fix });
}

/** Mistakes of the project's, whose messages hold no text of a report. */
const safeCodes = /^(?:REDACTION_|PROJECT_|SESSIONS_)/;

type Read = CollectedSessions & { readonly report?: Report; readonly plan?: ProposalPlan };
const nothingRead: Read = { accounts: [], sessions: [], redacted: [], dropped: [] };

function endedAlready({ proposals, request }: ReportScene): ReportOutcome | undefined {
  const { last } = proposals;
  if (last === undefined || last.state === "open") return undefined;
  if (last.state === "merged") return { kind: "merged", number: last.number };
  return request.isForced === true ? undefined : { kind: "closed", number: last.number };
}

async function draft(scene: ReportScene, ports: DraftPorts): Promise<ReportAnswer | "again"> {
  const { issue, form, dataset, tip } = scene;
  const { config } = dataset.readings.config;
  const cases = dataset.readings.dataset;
  if (config === undefined || cases?.dataset === undefined) {
    throw new UserError(
      "PROJECT_INVALID",
      "`tracegate.yaml` or `dataset.yaml` of the base branch is missing or has problems.",
      "Run `tracegate validate` on the base branch, then comment `/tracegate retry`.",
    );
  }
  const redactor = await ports.redactorFor(config.redaction);
  const { given } = scene.request;
  const references =
    given === undefined
      ? findTraces(form, issue.body)
      : [{ kind: "inline" as const, text: given.trace }];
  const { open } = scene.proposals;
  if (references.length === 0 && open !== undefined)
    return answerOf(scene, nothingRead, { kind: "left", number: open.number });
  const collected = await collectSessions(references, {
    repository: ports.repository,
    ref: tip,
    host: ports.pullRequests,
    traces: ports.tracesFrom((config.bot ?? botConfig.parse({})).traceHosts),
    redactor,
    sessionsIn: ports.sessionsIn,
  });
  const lack = lackOf(collected);
  if (lack !== undefined) return answerOf(scene, collected, { kind: "needs", what: lack });
  const { report, found } = await redactReport(scene.report, redactor);
  const evaluators = dataset.readings.evaluators?.evaluators ?? new Map<string, Evaluator>();
  const plan = planProposal({
    issue: issue.number,
    reportedBy: issue.author,
    report,
    sessions: collected.sessions,
    dataset: config.dataset,
    dimensions: Object.keys(cases.dataset.value.dimensions),
    cases: cases.cases.map(({ source }) => source),
    evaluators,
    check: newestChecks(evaluators, await ports.compilerFor(evaluators.values())),
    proposed: scene.proposals.elsewhere,
    ...(given?.cluster !== undefined && { cluster: given.cluster }),
    names: (scene.proposals.marker?.cases ?? []).map(({ id }) => id),
  });
  const redacted = merged(collected.redacted, found);
  const read = { ...collected, redacted, report, plan };
  const refusal = refusalOf(plan, report);
  if (refusal?.kind === "duplicate")
    return answerOf(scene, read, {
      ...refusal,
      ...(await withdrawn(scene, config.dataset, ports)),
    });
  if (refusal !== undefined) return answerOf(scene, read, refusal);
  return await write({ scene, read, plan, report, redactor, ports });
}

/** A proposal of this report's that holds nothing but what is known elsewhere is taken back. */
async function withdrawn(
  { proposals: { open, marker } }: ReportScene,
  folder: string,
  ports: DraftPorts,
): Promise<{ readonly own?: { readonly number: number; readonly isClosed: boolean } }> {
  if (open === undefined || marker === undefined) return {};
  const pathOf = (id: string): string =>
    pathInRepository(`${folder}/cases/${id}.yaml`, ports.place);
  const isClosed = await withdrawProposal({ proposal: open, marker, pathOf }, ports);
  return { own: { number: open.number, isClosed } };
}

type Writing = {
  readonly scene: ReportScene;
  readonly read: Read;
  readonly plan: ProposalPlan;
  readonly report: Report;
  readonly redactor: TextRedactor;
  readonly ports: DraftPorts;
};

async function write(writing: Writing): Promise<ReportAnswer | "again"> {
  const { scene, read, plan, report, redactor, ports } = writing;
  const { issue, request, proposals, tip, digest, dataset } = scene;
  const at = (path: string): string => pathInRepository(path, ports.place);
  const files = plan.cases.flatMap(({ file, text, sessionFile, sessionText }) => [
    { path: at(file), text },
    { path: at(sessionFile), text: sessionText },
  ]);
  const marker: ProposalMarker = {
    issue: issue.number,
    report: digest,
    cases: plan.cases.map(({ id, text, sessionDigest: session }) => ({
      id,
      blob: gitBlob(text),
      session,
    })),
  };
  const experts = dataset.readings.dataset?.dataset?.value.experts ?? [];
  const body = renderProposalBody({
    marker,
    report,
    cases: plan.cases,
    redacted: read.redacted,
    experts,
    judges: judgesNamed(
      plan.cases.flatMap(({ expectations }) => expectations),
      dataset.readings.evaluators?.evaluators.values() ?? [],
    ),
  });
  const title = proposalTitle(issue.number, plan.cases);
  await refuseLeaks(
    [...files.map(({ text }) => text), title, report.title, report.wrong, report.expected],
    redactor,
  );
  const folder = dataset.readings.config.config?.dataset ?? "";
  const written = await writeProposal(
    {
      issue: issue.number,
      base: request.base,
      tip,
      files,
      message: `${title}\n\nProposed from issue #${issue.number}.`,
      title,
      body,
      proposals,
      before: new Map(
        (proposals.marker?.cases ?? []).map(({ id, blob }) => [
          at(`${folder}/cases/${id}.yaml`),
          blob,
        ]),
      ),
      isForced: request.writesOver === true,
    },
    ports,
  );
  if (written.kind === "again") return "again";
  if (written.kind === "kept") return answerOf(scene, read, written);
  const isNew = !new RegExp(`#${written.number}(?!\\d)`).test(scene.said);
  return answerOf(scene, read, { ...written, isNew });
}

/** Looks through what is about to be written once more. */
async function refuseLeaks(texts: readonly string[], redactor: TextRedactor): Promise<void> {
  for (const text of texts) {
    const leaks = await redactor.findLeaks(text);
    if (leaks.length === 0) continue;
    throw new UserError(
      "REDACTION_LEAK",
      "What was to be written still held secrets or personal data after they had been taken out.",
      "Take them out of the trace yourself and report it again. Change every secret that stood in it.",
    );
  }
}

async function redactReport(
  report: Report,
  redactor: TextRedactor,
): Promise<{ readonly report: Report; readonly found: readonly FoundKind[] }> {
  const given = [report.title, report.asked, report.wrong, report.expected, report.dimension ?? ""];
  const [title, asked, wrong, expected, dimension] = await Promise.all(
    given.map((text) => redactor.redactText(text)),
  );
  const texts = {
    title: title?.text ?? "",
    asked: asked?.text ?? "",
    wrong: wrong?.text ?? "",
    expected: expected?.text ?? "",
  };
  const found = [title, asked, wrong, expected, dimension].flatMap((one) => one?.found ?? []);
  const named = report.dimension === undefined ? {} : { dimension: dimension?.text ?? "" };
  return { report: { ...report, ...texts, ...named }, found };
}

function merged(...lists: readonly (readonly FoundKind[])[]): readonly FoundKind[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of lists.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** What keeps a report without sessions from becoming a case; `undefined` where there are sessions. */
function lackOf({ accounts, sessions }: CollectedSessions): readonly string[] | undefined {
  if (sessions.length > 0) return undefined;
  if (accounts.length === 0)
    return [
      "the trace of the session: upload it, paste it into “Trace as text”, or name its path or address.",
    ];
  const isRead = accounts.some(({ outcome }) => outcome.kind === "read");
  return isRead ? ["a trace that holds a session: what was read holds none."] : [];
}

function refusalOf(plan: ProposalPlan, report: Report): ReportOutcome | undefined {
  if (plan.cases.length === 0 && plan.untold === 0) {
    if (plan.duplicates.length > 0) return { kind: "duplicate" };
    return {
      kind: "needs",
      what: ["a session in which the user says something: a case replays what the user said."],
    };
  }
  if (plan.cases.length > 0) return undefined;
  const of = report.dimension === undefined ? "" : " for the dimension that it names";
  return {
    kind: "needs",
    what: [
      `an evaluator that can tell this failure: the project has no judge${of}, and none of its checks fails on the session.`,
    ],
  };
}

function answerOf(scene: ReportScene, read: Read, outcome: ReportOutcome): ReportAnswer {
  const { issue, form, dataset } = scene;
  const report = read.report ?? scene.report;
  const known = dataset.readings.dataset;
  const dimensions = Object.keys(known?.dataset?.value.dimensions ?? {});
  // What was not redacted is not said again.
  const named = read.report?.dimension;
  const isUnknown = named !== undefined && !dimensions.includes(named);
  const cluster = read.plan?.cases[0]?.cluster;
  const alike = (known?.cases ?? []).filter(
    ({ source }) => cluster !== undefined && source.provenance?.["cluster"] === cluster,
  );
  return {
    issue: issue.number,
    traces: read.accounts,
    sessions: read.sessions,
    dropped: read.dropped,
    redacted: read.redacted,
    isAmbiguous: form.isAmbiguous,
    ...(read.plan !== undefined && { plan: read.plan }),
    ...(isUnknown && { unknownDimension: named }),
    dimensions,
    hasTruth: report.expected !== "",
    alike: alike.length,
    outcome,
  };
}
