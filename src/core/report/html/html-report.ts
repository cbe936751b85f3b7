import type { Triage } from "../../cluster/triage-file.ts";
import { headline } from "../decision/headline.ts";
import { countOf } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";
import type { ExperimentReport } from "./experiment-head.ts";
import { packExperiment } from "./experiment-page.ts";
import type { PackedBlock } from "./page-pack.ts";
import { emptyPageBytes, type PageFrame, renderPage } from "./render-page.ts";
import { packSessions, type ShownSession } from "./sessions-page.ts";
import { packTriage } from "./triage-page.ts";

/** What a page may weigh, in bytes: more does not open at once, and is no attachment. */
const mostBytes = 2_000_000;

/**
 * An experiment as one file of HTML below 2 MB, with as many sessions as find room, those of failing cases first. It
 * says what was left out.
 */
export function renderExperimentHtml(report: ExperimentReport): string {
  const { experiment, decision, enforcement } = report;
  const frame = {
    title: `Tracegate · ${terminalText(experiment.subject.dataset.name, 80)} · ${decision.kind}`,
    summary: headline(decision, terminalWording, enforcement),
  };
  return framed(frame, (budget) => packExperiment(report, budget));
}

/** Sessions to be looked at, as one file of HTML below 2 MB; `leftOut` more are not among them, and it says so. */
export function renderSessionsHtml(
  title: string,
  sessions: readonly ShownSession[],
  leftOut = 0,
): string {
  const frame = {
    title: `Tracegate · ${terminalText(title, 200)}`,
    summary: countOf(sessions.length + leftOut, "session"),
  };
  return framed(frame, (budgetBytes) => packSessions(sessions, { title, leftOut, budgetBytes }));
}

/** A triage's queue, the map of its clusters and their representatives, as one file of HTML below 2 MB. */
export function renderTriageHtml(triage: Triage): string {
  const frame = {
    title: "Tracegate · triage",
    summary: `${triage.failing} of ${countOf(triage.sessions, "session")} failed.`,
  };
  return framed(frame, (budget) => packTriage(triage, budget));
}

function framed(frame: PageFrame, packed: (budgetBytes: number) => readonly PackedBlock[]): string {
  return renderPage(frame, packed(mostBytes - emptyPageBytes(frame)));
}
