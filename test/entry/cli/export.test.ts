import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { otlpBackend } from "../../support/export/otlp-backend.ts";
import { projectDir } from "../../support/project-dir.ts";

const session = {
  id: "late-fee",
  turns: [
    {
      user: "I am ana@shop.de. Is it late?",
      steps: [{ kind: "model", text: "Yes." }],
      reply: "Yes.",
    },
  ],
};
const files = { "late-fee.json": JSON.stringify(session) };

describe("tracegate export", () => {
  test("writes spans to standard output and what was done to standard error", async () => {
    const { exitCode, stdout, stderr } = await tracegate(projectDir(files), [
      "export",
      "late-fee.json",
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("resourceSpans");
    expect(stdout).not.toContain("ana@shop.de");
    expect(stderr).toBe("1 session, 2 spans exported to standard output\nRedacted: email 1\n");
  });

  test("writes a file that import reads again", async () => {
    const root = projectDir(files);
    const exported = await tracegate(root, [
      "export",
      "late-fee.json",
      "--out",
      "spans.jsonl",
      "--json",
    ]);
    expect(exported.exitCode).toBe(0);
    expect(JSON.parse(exported.stdout)).toMatchObject({
      sessions: 1,
      spans: 2,
      redacted: [{ kind: "email", count: 1 }],
    });
    expect(readFileSync(join(root, "spans.jsonl"), "utf8").split("\n")).toHaveLength(2);
    const imported = await tracegate(root, ["import", "spans.jsonl", "--dry-run"]);
    expect(imported.stdout).toContain("1 session from 1 file (otlp): 1 turn, 1 step");
  });

  test("a project's own patterns count", async () => {
    const config =
      "version: 1\nagent: { runner: module, module: a.ts }\ndataset: d\ngate: { dimensions: { tone: { floor: 0.9 } } }\nredaction: { patterns: [{ name: reply, pattern: Yes }] }\n";
    const root = projectDir({ ...files, "tracegate.yaml": config });
    const { stdout, stderr } = await tracegate(root, ["export", "late-fee.json"]);
    expect(stderr).toContain("Redacted: email 1, reply 2");
    expect(stdout).not.toContain("Yes.");
  });

  test("sends to a backend, with headers out of variables", async () => {
    const backend = await otlpBackend({ status: 200 });
    const env = {
      OTLP_KEY: "Bearer desk",
      OTEL_EXPORTER_OTLP_HEADERS: "x-team=late%20desk,authorization=no",
    };
    const { exitCode, stdout } = await tracegate(
      projectDir(files),
      [
        "export",
        "late-fee.json",
        "--to",
        `${backend.url}/otlp/`,
        "--header",
        "authorization=OTLP_KEY",
      ],
      { env },
    );
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "1 session, 2 spans exported to the backend\nRedacted: email 1\n",
    });
    expect(backend.batches[0]).toMatchObject({
      path: "/otlp/v1/traces",
      headers: { authorization: "Bearer desk", "x-team": "late desk" },
    });
  });

  test("`--to` alone takes the address of the OpenTelemetry variables", async () => {
    const backend = await otlpBackend({ status: 200 });
    const root = projectDir(files);
    const all = await tracegate(root, ["export", "late-fee.json", "--to"], {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: backend.url },
    });
    const own = await tracegate(root, ["export", "late-fee.json", "--to"], {
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${backend.url}/spans`,
      },
    });
    expect([all.exitCode, own.exitCode]).toEqual([0, 0]);
    expect(backend.batches.map(({ path }) => path)).toEqual(["/v1/traces", "/spans"]);
  });

  test("what a backend refuses in part ends with 2", async () => {
    const body = JSON.stringify({
      partialSuccess: { rejectedSpans: 2, errorMessage: "too\u001b[2J old" },
    });
    const backend = await otlpBackend({ status: 200, body });
    const { exitCode, stdout } = await tracegate(projectDir(files), [
      "export",
      "late-fee.json",
      "--to",
      backend.url,
    ]);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/The backend did not take 2 spans: too.* old\n$/);
    expect(stdout).not.toContain("\u001b");
  });

  test.each([
    ["nothing", [], "EXPORT_WHAT"],
    ["files and a run", ["late-fee.json", "--results", "."], "EXPORT_WHAT"],
    ["--json beside the spans", ["late-fee.json", "--json"], "EXPORT_JSON"],
    ["no address", ["late-fee.json", "--to"], "EXPORT_NO_ADDRESS"],
    [
      "an address without a scheme",
      ["late-fee.json", "--to", "localhost:4318"],
      "EXPORT_ADDRESS_INVALID",
    ],
    [
      "an address with a password",
      ["late-fee.json", "--to", "http://a:pw@h/"],
      "EXPORT_ADDRESS_INVALID",
    ],
    [
      "a header with its value",
      ["late-fee.json", "--to", "http://h", "--header", "authorization=Bearer x"],
      "EXPORT_HEADER_INVALID",
    ],
    [
      "a header from nowhere",
      ["late-fee.json", "--to", "http://h", "--header", "authorization=GONE"],
      "EXPORT_HEADER_EMPTY",
    ],
    ["a file that is not there", ["gone.json"], "SESSIONS_UNREADABLE"],
    [
      "a folder that cannot be written",
      ["late-fee.json", "--out", "gone/spans.jsonl"],
      "EXPORT_UNWRITABLE",
    ],
    ["a folder without a run", ["--results", "."], "RESULTS_MISSING"],
  ])("%s ends with 2 and a fix", async (_case, argv, code) => {
    const root = projectDir(files);
    const { exitCode, stdout, stderr } = await tracegate(root, ["export", ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^error ${code}: .+\\n {2}fix: .+\\n$`));
    expect(stderr).not.toContain("pw");
  });

  test("a file that was there stays where the export fails", async () => {
    const root = projectDir({ ...files, "spans.jsonl": "before\n", "empty.json": "[]" });
    const { exitCode } = await tracegate(root, ["export", "empty.json", "--out", "spans.jsonl"]);
    expect(exitCode).toBe(2);
    expect(readFileSync(join(root, "spans.jsonl"), "utf8")).toBe("before\n");
    const again = await tracegate(root, ["export", "late-fee.json", "--out", "spans.jsonl"]);
    expect(again.exitCode).toBe(0);
    expect(readFileSync(join(root, "spans.jsonl"), "utf8")).toMatch(/^\{"resourceSpans"/);
    expect(existsSync(join(root, `spans.jsonl.${process.pid}.partial`))).toBe(false);
  });
});
