import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RunRecord } from "../../src/core/plan/run-record.ts";
import { runLineSchema } from "../../src/core/plan/run-record-schema.ts";
import { tracegate } from "../support/command-line.ts";
import { projectDir } from "../support/project-dir.ts";
import { hasPython } from "../support/protocol-agent.ts";

const root = join(import.meta.dirname, "../../examples/recorded-tools");
const path = z.string().parse(process.env["PATH"]);

/** Runs the example under one of its configurations; its records in the order of the plan. */
async function runs(config: string, more: readonly string[] = []): Promise<readonly RunRecord[]> {
  const out = projectDir({});
  const all = more.includes("--case") ? [] : ["--stop", "off"];
  const args = ["run", "--config", config, "--out", out, "--quiet", ...all, ...more];
  const { exitCode, stdout, stderr } = await tracegate(root, args, { env: { PATH: path } });
  expect({ exitCode, stderr, stdout: exitCode === 0 ? "" : stdout }).toEqual({
    exitCode: 0,
    stderr: expect.any(String),
    stdout: "",
  });
  const [, ...lines] = readFileSync(join(out, "journal.jsonl"), "utf8").trimEnd().split("\n");
  return lines
    .map((line) => runLineSchema.parse(JSON.parse(line)))
    .toSorted((a, b) => a.runIndex - b.runIndex || (a.caseId < b.caseId ? -1 : 1));
}

/** Each tool call of a run, as `name: how it was answered`. */
function marks({ session }: RunRecord): readonly string[] {
  return session.turns
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.kind === "tool" ? [step] : []))
    .map(({ name, replay = "live", fault, status }) => `${name}: ${fault ?? replay}, ${status}`);
}

const seams = [
  { seam: "ctx.callTool", config: "call-tool.yaml", isHere: true },
  { seam: "$TRACEGATE_TOOLS_URL, from Python", config: "tools-url.yaml", isHere: hasPython },
  { seam: "$TRACEGATE_MCP_URL, by a client of the SDK", config: "mcp.yaml", isHere: true },
  { seam: "the wire, unknown to the agent", config: "wire.yaml", isHere: true },
];

describe.each(seams)("the same recorded session answers an agent", ({ seam, config, isHere }) => {
  test.skipIf(!isHere)(`through ${seam}, if it is here`, { timeout: 60_000 }, async () => {
    const records = await runs(config);
    const [fee, down] = records;
    if (fee === undefined || down === undefined) throw new Error("two cases were to be run");
    expect(fee.caseId).toBe("late-fee");
    expect(fee.session.turns[0]?.reply).toMatch(/^The late fee is 6\.50 EUR/);
    expect(marks(fee)).toEqual(["search_policies: exact, ok", "read_policy: exact, ok"]);
    expect(down.session.turns[0]?.reply).toMatch(/^I could not look that up/);
    const tries = config === "wire.yaml" ? 1 : 2;
    expect(marks(down)).toEqual(
      Array.from({ length: tries }, () => "search_policies: timeout, error"),
    );
    expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(["completed"]));
  });
});

test("replaying one session 100 times gives 100 identical sessions, but for their times", async () => {
  const records = await runs("call-tool.yaml", ["--runs", "100"]);
  const ofCase = records.filter(({ caseId }) => caseId === "late-fee");
  const timeless = ofCase.map(({ session, verdicts }) =>
    JSON.stringify([{ ...session, id: "" }, verdicts], (key, value: unknown) =>
      key === "startedAtMs" || key === "durationMs" ? undefined : value,
    ),
  );
  expect(timeless).toHaveLength(100);
  expect(new Set(timeless).size).toBe(1);
});
