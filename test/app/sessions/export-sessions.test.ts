import { describe, expect, test } from "vitest";
import {
  type ExportPorts,
  exportFiles,
  exportRuns,
} from "../../../src/app/sessions/export-sessions.ts";
import { UserError } from "../../../src/core/errors.ts";
import type { RunRecord } from "../../../src/core/plan/run-record.ts";
import type { OtlpTraces } from "../../../src/core/trace/export/otlp-json.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { SessionSource, SourceItem } from "../../../src/ports/session-source.ts";
import { aRedactor } from "../../support/redaction/a-redactor.ts";
import { oneTurn, thought } from "../../support/sessions.ts";

const late = oneTurn("I am ana@shop.de. Is it late?", [thought("Yes.")], "Yes.");

/** Ports whose sink keeps what it is given. */
function ports(
  more: Partial<ExportPorts> = {},
): ExportPorts & { readonly taken: OtlpTraces[]; readonly ends: string[] } {
  const taken: OtlpTraces[] = [];
  const ends: string[] = [];
  return {
    taken,
    ends,
    redactor: aRedactor(),
    clock: { nowMs: () => 1_800_000_000_000 },
    sink: {
      write: async (traces) => void taken.push(traces),
      end: async () => {
        ends.push("end");
        return { rejected: 1, reasons: ["too old"] };
      },
      discard: () => void ends.push("discard"),
    },
    ...more,
  };
}

function sourceOf(...items: readonly SourceItem[]): SessionSource {
  return {
    read: async function* () {
      yield* items;
    },
  };
}

function sessionItem(session: Session): SourceItem {
  return { kind: "session", session };
}

async function* runsOf(
  ...runs: readonly RunRecord[]
): AsyncGenerator<{ startedAt: string; run: RunRecord }> {
  for (const run of runs) yield { startedAt: "2027-01-15T08:00:00.000Z", run };
}

const run: RunRecord = {
  caseId: "late-fee",
  runIndex: 3,
  outcome: "completed",
  durationMs: 12,
  session: { ...late, id: "late-fee.3" },
  verdicts: [
    {
      evaluator: "abstains@1",
      kind: "check",
      dimension: "abstention",
      result: "fail",
      explanation: "It told ana@shop.de a fee.",
      evidence: [{ at: { turn: 1, step: 1 }, what: "Yes." }],
    },
    {
      evaluator: "kind@2",
      kind: "judge",
      dimension: "tone",
      result: "unscored",
      reason: "The judge did not answer.",
    },
  ],
};

describe("files", () => {
  test("every session leaves redacted, and what was left out is told", async () => {
    const dropped = { file: "a.jsonl", path: "/0", reason: "line that is not JSON", count: 2 };
    const kept = ports();
    const source = sourceOf(sessionItem(late), sessionItem({ ...late, id: "2" }), {
      kind: "dropped",
      dropped: [dropped],
    });
    expect(await exportFiles(["a.jsonl"], source, kept)).toEqual({
      sessions: 2,
      spans: 4,
      redacted: [{ kind: "email", count: 2 }],
      dropped: [dropped],
      rejected: 1,
      reasons: ["too old"],
    });
    expect(JSON.stringify(kept.taken)).not.toContain("ana@shop.de");
    expect(kept.ends).toEqual(["end", "discard"]);
  });

  test("a session that cannot be redacted stays where it is", async () => {
    const kept = ports({
      redactor: {
        redact: async (session) => {
          if (session.id === "2") return { session, found: [] };
          throw new UserError("REDACTION_FAILED", "It could not be searched.", "Report it.");
        },
      },
    });
    const summary = await exportFiles(
      ["a"],
      sourceOf(sessionItem(late), sessionItem({ ...late, id: "2" })),
      kept,
    );
    expect(summary).toMatchObject({ sessions: 1, dropped: [{ count: 1 }] });
    expect(kept.taken).toHaveLength(1);
  });

  test("no session at all is an error, and nothing is kept", async () => {
    const kept = ports();
    await expect(exportFiles(["a"], sourceOf(), kept)).rejects.toMatchObject({
      code: "SESSIONS_NONE",
    });
    expect(kept.ends).toEqual(["discard"]);
  });

  test("a file that cannot be read ends it, and nothing is kept", async () => {
    const error = new UserError("SESSIONS_UNREADABLE", "gone.json: is not there.", "Name another.");
    const kept = ports();
    const source = sourceOf(sessionItem(late), { kind: "unreadable", file: "gone.json", error });
    await expect(exportFiles(["gone.json"], source, kept)).rejects.toBe(error);
    expect(kept.ends).toEqual(["discard"]);
  });
});

function plain(list: readonly { key: string; value: object }[]): object {
  return Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]));
}

describe("runs", () => {
  test("carry their verdicts as events, and a name that no other experiment has", async () => {
    const kept = ports();
    await exportRuns(runsOf(run), kept);
    const [span] = kept.taken[0]!.resourceSpans[0]!.scopeSpans[0]!.spans;
    expect(plain(span!.attributes)).toMatchObject({
      "gen_ai.conversation.id": "late-fee.3 2027-01-15T08:00:00.000Z",
      "tracegate.run.id": "late-fee.3",
      "tracegate.case.id": "late-fee",
      "tracegate.run.outcome": "completed",
    });
    const [failed, unscored] = (span!.events ?? []).map((event) => plain(event.attributes));
    expect(failed).toMatchObject({
      "gen_ai.evaluation.name": "abstention",
      "gen_ai.evaluation.score.value": "0",
      "gen_ai.evaluation.score.label": "fail",
      "gen_ai.evaluation.explanation": expect.stringMatching(
        /^It told user-\w+@example\.com a fee\.\n1\.1: Yes\.$/,
      ),
      "tracegate.annotation.annotator": "abstains@1",
    });
    expect(unscored).toEqual({
      "gen_ai.evaluation.name": "tone",
      "gen_ai.evaluation.score.label": "unscored",
      "gen_ai.evaluation.explanation": "The judge did not answer.",
      "tracegate.annotation.by": "model",
      "tracegate.annotation.annotator": "kind@2",
    });
  });

  test("that broke say so, without what their reason gives away", async () => {
    const kept = ports();
    const reason = "the agent refused ana@shop.de";
    const broken: RunRecord = {
      ...run,
      outcome: "agent-error",
      reason,
      verdicts: [],
      session: { ...run.session, turns: [] },
    };
    await exportRuns(runsOf(broken), kept);
    const text = JSON.stringify(kept.taken);
    expect(text).toContain("agent-error");
    expect(text).not.toContain("ana@shop.de");
    expect(text).toContain("the agent refused user-");
  });
});
