import type { Decision } from "../../gate/decision.ts";
import type { CaseResult } from "../../plan/experiment.ts";
import { splitFailures } from "../decision/describe-failure.ts";
import { terminalText } from "../wording.ts";
import { caseRow, errorTexts, failureViews } from "./case-row.ts";
import { type ExperimentReport, experimentHead, type ReportedSide } from "./experiment-head.ts";
import type { CaseDetail, CaseRow, ExperimentPage, RunRow } from "./page-data.ts";
import { type PackedBlock, PagePack, packedBytes } from "./page-pack.ts";
import { placeRuns } from "./place-runs.ts";
import { SessionBlocks } from "./session-blocks.ts";

/** Cases whose details are unpacked together. */
const casesInBlock = 20;
/** What the list of cases may take of the page, in parts of its room. */
const shareOfRows = 0.5;

/** The data of an experiment's page within a number of bytes: details of failing cases first, then of all others. */
export function packExperiment(
  report: ExperimentReport,
  budgetBytes: number,
): readonly PackedBlock[] {
  const { experiment, baseline } = report;
  const pack = new PagePack(budgetBytes);
  const ordered = orderedCases(report);
  const head = experimentHead(report);
  const { shown, casesLeftOut } = fittingRows(ordered, head, shareOfRows * budgetBytes);
  const reserved = packedBytes({ ...head, cases: shown.map(({ row }) => row) }) + 200;
  const room = new PagePack(pack.bytesLeft - reserved);

  const sessions = new SessionBlocks();
  const places = placeRuns(
    shown.flatMap(({ one }) => [report, baseline].map((side) => side?.runs?.of(one.id) ?? [])),
    sessions,
  );
  const details = shown.map(({ one, before }): CaseDetail => {
    const rowsOf = (side: ReportedSide | undefined, prefix: string): readonly RunRow[] =>
      (side?.runs?.of(one.id) ?? []).flatMap((view) => {
        const place = places.get(view);
        if (place === undefined) return [];
        return [{ ...view.row, ...place, id: `${prefix}${view.row.id}` }];
      });
    return {
      id: one.id,
      file: terminalText(one.file, 300),
      failures: failureViews(one),
      errors: errorTexts(one),
      runs: rowsOf(report, ""),
      baseline: rowsOf(baseline, "base:"),
      baselineFailures: before === undefined ? [] : failureViews(before),
    };
  });
  for (let from = 0; from < details.length; from += casesInBlock)
    room.tryAdd([
      {
        id: `c${from / casesInBlock}`,
        data: { cases: details.slice(from, from + casesInBlock) },
      },
    ]);
  const sessionsLeftOut = sessions.pack(room);
  const unread = experiment.recorded - countRows(details);
  pack.add("page", {
    ...head,
    cases: shown.map(({ row }) => row),
    casesLeftOut,
    runsLeftOut: Math.max(0, unread) + sessionsLeftOut,
  } satisfies ExperimentPage);
  return [...pack.blocks, ...room.blocks];
}

function countRows(details: readonly CaseDetail[]): number {
  return details.reduce((sum, { runs }) => sum + runs.length, 0);
}

type OrderedCase = {
  readonly one: CaseResult;
  readonly before: CaseResult | undefined;
  readonly row: CaseRow;
};

const urgency = { failing: 0, unscored: 1, flaky: 2, passing: 3 } as const;

/** Those to look at first come first; alike ones by what they lost, then by id. */
function orderedCases({
  experiment,
  decision,
  baseline,
}: ExperimentReport): readonly OrderedCase[] {
  const dimensions = dimensionNames(decision);
  const against = floorsAgainst(decision);
  const earlier = new Map(baseline?.experiment.cases.map((one) => [one.id, one]));
  const rows = experiment.cases.map((one) => {
    const before = earlier.get(one.id);
    const row = caseRow(one, {
      dimensions,
      against: against.get(one.id) ?? noFloors,
      ...(before !== undefined && { before }),
      hasBaseline: baseline !== undefined,
      block: "",
    });
    return { one, before, row };
  });
  const sorted = rows.toSorted(
    (a, b) =>
      urgency[a.row.standing] - urgency[b.row.standing] ||
      failedShare(b.row) - failedShare(a.row) ||
      (a.one.id < b.one.id ? -1 : 1),
  );
  return sorted.map((ordered, place) => ({
    ...ordered,
    row: { ...ordered.row, block: `c${Math.floor(place / casesInBlock)}` },
  }));
}

const noFloors: ReadonlyMap<string, number> = new Map();

/** By case, the floors of the dimensions in which it stands against a pass; a must-pass case may fail no run. */
function floorsAgainst(decision: Decision): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const byCase = new Map<string, Map<string, number>>();
  if (decision.kind === "pass") return byCase;
  const floors = new Map(
    decision.dimensions.map(({ dimension, floor }) => [dimension, floor.floor] as const),
  );
  const mustPass = new Set(decision.mustPass.map(({ caseId }) => caseId));
  for (const { caseId, dimension } of splitFailures(decision).against) {
    const known = byCase.get(caseId) ?? new Map<string, number>();
    known.set(dimension, mustPass.has(caseId) ? 1 : (floors.get(dimension) ?? 1));
    byCase.set(caseId, known);
  }
  return byCase;
}

function failedShare({ counts }: CaseRow): number {
  return Math.max(
    0,
    ...counts.map((count) => {
      if (count === null) return 0;
      const [passed, failed] = count;
      return failed / Math.max(1, passed + failed);
    }),
  );
}

function dimensionNames({ dimensions }: Decision): readonly string[] {
  return [...new Set(dimensions.map(({ dimension }) => dimension))];
}

/** As many rows as the room is for, halved until they fit: a list that long is searched, not read. */
function fittingRows(
  ordered: readonly OrderedCase[],
  head: ExperimentPage,
  roomBytes: number,
): { readonly shown: readonly OrderedCase[]; readonly casesLeftOut: number } {
  let count = ordered.length;
  const bytesOf = (): number =>
    packedBytes({ ...head, cases: ordered.slice(0, count).map(({ row }) => row) });
  while (count > 0 && bytesOf() > roomBytes) count = Math.floor(count / 2);
  return { shown: ordered.slice(0, count), casesLeftOut: ordered.length - count };
}
