import { maxCalibrationBytes, parseCalibration } from "../../core/calibrate/calibration-file.ts";
import { calibrationPath } from "../../core/calibrate/calibration-path.ts";
import { orderByLesson } from "../../core/calibrate/label-order.ts";
import {
  type HumanLabel,
  type LabelClass,
  maxLabelBytes,
  readLabels,
  renderLabelLine,
} from "../../core/dataset/label-file.ts";
import { type Problem, UserError } from "../../core/errors.ts";
import type { Verdict } from "../../core/evaluator/verdict.ts";
import { unreadableProblem } from "../../core/yaml/source-file.ts";
import { suggest } from "../../core/yaml/suggest.ts";
import type { LabelStore } from "../../ports/label-store.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { labelPath } from "./labelled-sessions.ts";

/** The verdicts of one run of the last experiment. */
export type LastRun = { readonly caseId: string; readonly verdicts: readonly Verdict[] };

export type LabelRequest = {
  readonly project: JudgedProject;
  readonly dimension: string;
  /** Who labels. */
  readonly by: string;
  /** Sessions that others have labelled and this person has not, instead of those that nobody has. */
  readonly isSecondOpinion: boolean;
};

export type LabelPorts = {
  readonly store: LabelStore;
  /** The runs of the last experiment; none where there was none. */
  readonly lastRuns: (take: (run: LastRun) => void) => Promise<void>;
  readonly nowMs: () => number;
};

/** One person at a terminal, going through sessions. Each label is on the disk when it is given. */
export class LabelSitting {
  /** Lines of the file that are no labels; they stay as they are. */
  readonly problems: readonly Problem[];
  readonly #request: LabelRequest;
  readonly #ports: LabelPorts;
  readonly #order: readonly string[];
  readonly #counts: Record<LabelClass, number>;
  /** What was done with each session so far: its line, or nothing where it was skipped. */
  readonly #done: { readonly label?: HumanLabel }[] = [];

  constructor(
    request: LabelRequest,
    ports: LabelPorts,
    start: {
      readonly order: readonly string[];
      readonly counts: Readonly<Record<LabelClass, number>>;
      readonly problems: readonly Problem[];
    },
  ) {
    this.#request = request;
    this.#ports = ports;
    this.#order = start.order;
    this.#counts = { ...start.counts };
    this.problems = start.problems;
  }

  /** The session to look at; `undefined` where all were seen. */
  get session(): string | undefined {
    return this.#order[this.#done.length];
  }

  get left(): number {
    return this.#order.length - this.#done.length;
  }

  /** How many were labelled in this sitting. */
  get given(): number {
    return this.#done.filter(({ label }) => label !== undefined).length;
  }

  /** Labels of each class on the dimension, by anybody. */
  get counts(): Readonly<Record<LabelClass, number>> {
    return this.#counts;
  }

  /** Labels the session, and goes on to the next. @throws UserError where it cannot be written. */
  give(said: LabelClass, why?: string): void {
    const { session } = this;
    if (session === undefined) return;
    const label: HumanLabel = {
      session,
      label: said,
      by: this.#request.by,
      at: new Date(this.#ports.nowMs()).toISOString(),
      ...(why !== undefined && why !== "" && { why }),
    };
    this.#ports.store.append(this.#path, renderLabelLine(label));
    this.#counts[said] += 1;
    this.#done.push({ label });
  }

  /** Goes on without a label; the session comes up again in another sitting. */
  skip(): void {
    if (this.session !== undefined) this.#done.push({});
  }

  /**
   * Goes back to the session before, and takes its label back.
   *
   * `changed`: somebody else wrote into the file meanwhile, so that it was left alone.
   */
  undo(): "undone" | "nothing" | "changed" {
    const last = this.#done.at(-1);
    if (last === undefined) return "nothing";
    const { label } = last;
    if (label !== undefined) {
      if (!this.#ports.store.takeBack(this.#path, renderLabelLine(label))) return "changed";
      this.#counts[label.label] -= 1;
    }
    this.#done.pop();
    return "undone";
  }

  get #path(): string {
    return labelPath(this.#request.project, this.#request.dimension);
  }
}

/**
 * Opens a sitting: sessions that have no label, those that teach most first.
 *
 * What judges and the last run said of them decides their order and is shown nowhere.
 *
 * @throws UserError `DIMENSION_UNKNOWN`, `SESSIONS_NONE`, or where the labels cannot be read.
 */
export async function openSitting(request: LabelRequest, ports: LabelPorts): Promise<LabelSitting> {
  const { project, dimension, by, isSecondOpinion } = request;
  mustKnow(project, dimension);
  const { labels, problems } = await readLabelsOf(project, dimension);
  const names = ports.store.sessions(project.config.dataset);
  if (names.length === 0) throw noSessions(project, dimension);
  const labelled = new Set(labels.map(({ session }) => session));
  const mine = new Set(labels.filter((one) => one.by === by).map(({ session }) => session));
  const open = names.filter((name) =>
    isSecondOpinion ? labelled.has(name) && !mine.has(name) : !labelled.has(name),
  );
  const shares = await passShares(request, ports);
  const counts = {
    pass: labels.filter(({ label }) => label === "pass").length,
    fail: labels.filter(({ label }) => label === "fail").length,
  };
  const order = orderByLesson(
    open.map((session) => {
      const passShare = shares.get(session);
      return { session, ...(passShare !== undefined && { passShare }) };
    }),
    counts,
  );
  return new LabelSitting(request, ports, { order, counts, problems });
}

/** @throws UserError `DIMENSION_UNKNOWN` with the nearest one. */
export function mustKnow({ dataset }: JudgedProject, dimension: string): void {
  if (Object.hasOwn(dataset.dimensions, dimension)) return;
  const names = Object.keys(dataset.dimensions);
  const near = suggest(dimension, names);
  throw new UserError(
    "DIMENSION_UNKNOWN",
    `${dataset.name} has no dimension ${dimension}.`,
    `${near === undefined ? "" : `Did you mean ${near}? `}Choose from: ${names.join(", ")}.`,
  );
}

async function readLabelsOf(
  project: JudgedProject,
  dimension: string,
): Promise<ReturnType<typeof readLabels>> {
  const path = labelPath(project, dimension);
  const file = await project.files.readFile(path, maxLabelBytes);
  if (file.kind === "text") return readLabels(path, file.text);
  if (file.reason === "missing") return { labels: [], problems: [] };
  const problem = unreadableProblem(file);
  throw new UserError("LABELS_UNREADABLE", `${path}: ${problem.message}.`, "Make it readable.", {
    problems: [problem],
  });
}

/** By session: the share of passes among all that judges and checks of the dimension ever said of it. */
async function passShares(
  { project, dimension }: LabelRequest,
  { lastRuns }: LabelPorts,
): Promise<ReadonlyMap<string, number>> {
  const said = new Map<string, { passed: number; all: number }>();
  const hear = (session: string, result: string): void => {
    if (result !== "pass" && result !== "fail") return;
    const counts = said.get(session) ?? { passed: 0, all: 0 };
    said.set(session, counts);
    counts.all += 1;
    if (result === "pass") counts.passed += 1;
  };
  await lastRuns(({ caseId, verdicts }) => {
    for (const verdict of verdicts) {
      if (verdict.dimension === dimension) hear(caseId, verdict.result);
    }
  });
  for (const { kind, ref, dimension: of } of project.evaluators.values()) {
    const path = calibrationPath(project.config.evaluators, ref);
    if (kind !== "judge" || of !== dimension || path === undefined) continue;
    const file = await project.files.readFile(path, maxCalibrationBytes);
    const reading = file.kind === "text" ? parseCalibration(file.text) : undefined;
    if (reading?.kind !== "calibration") continue;
    for (const { session, verdict } of reading.calibration.items) hear(session, verdict);
  }
  return new Map([...said].map(([session, { passed, all }]) => [session, passed / all]));
}

function noSessions({ config }: JudgedProject, dimension: string): UserError {
  return new UserError(
    "SESSIONS_NONE",
    `There is no session to label: ${config.dataset}/sessions/ holds none.`,
    `Bring some in with \`tracegate import <files> --out ${config.dataset}/sessions\`, or with their labels by \`tracegate label ${dimension} --import <files>\`.`,
  );
}
