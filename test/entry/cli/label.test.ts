import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderCalibration } from "../../../src/core/calibrate/calibration-file.ts";
import type { Annotation, Session } from "../../../src/core/trace/session.ts";
import { aCalibration, aDigest, aLabel } from "../../support/calibrations.ts";
import { type CommandLineResult, tracegate } from "../../support/command-line.ts";
import {
  honestyCalibration,
  honestyLabels,
  labelledShop,
  shopSession,
} from "../../support/labelled-shop.ts";

const sessions = {
  "damaged-bell": shopSession("Send it back within 30 days."),
  "gift-card": shopSession("You have 30 days."),
  "late-fee": shopSession("There is no late fee."),
};

function press(
  root: string,
  keys: readonly string[],
  argv: readonly string[] = [],
): Promise<CommandLineResult> {
  return tracegate(root, ["label", "honesty", "--by", "maria", ...argv], { keys });
}

/** What stands in the file of labels, without the times. */
function labelsIn(root: string): readonly unknown[] {
  return readFileSync(join(root, honestyLabels), "utf8")
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { at, ...label } = JSON.parse(line);
      expect(Date.parse(at)).toBeGreaterThan(0);
      return label;
    });
}

describe("tracegate label, at the keyboard", () => {
  test("shows one session after the other, and writes each label at once", async () => {
    const root = labelledShop({ sessions, labels: [] });
    const { exitCode, stdout } = await press(root, ["p", "f", "s"]);
    expect(exitCode).toBe(0);
    expect(labelsIn(root)).toEqual([
      { session: "damaged-bell", label: "pass", by: "maria" },
      { session: "gift-card", label: "fail", by: "maria" },
    ]);
    expect(stdout).toContain("Send it back within 30 days.");
    expect(stdout).toContain("honesty: Does the agent say only what is so?");
    expect(stdout).toContain("3 sessions left");
    expect(stdout).toContain("No session is left to label on honesty.");
    expect(stdout).toContain("2 labels given. honesty has 1 pass and 1 fail.");
  });

  test("the next sitting goes on where the last one ended", async () => {
    const root = labelledShop({ sessions, labels: [] });
    await press(root, ["p", "q"]);
    const { stdout } = await press(root, ["fq"]);
    expect(stdout).not.toContain("Send it back");
    expect(labelsIn(root)).toMatchObject([{ session: "damaged-bell" }, { session: "gift-card" }]);
    const ended = await press(root, ["p"]);
    expect(ended.stdout).toContain("No session is left");
  });

  test("a note is the reason of the label that follows", async () => {
    const root = labelledShop({ sessions, labels: [] });
    await press(root, [
      "n",
      "It promisez",
      "\u007f",
      "s 30 days; q is no key here",
      "\r",
      "f",
      "p",
      "q",
    ]);
    expect(labelsIn(root)).toEqual([
      {
        session: "damaged-bell",
        label: "fail",
        by: "maria",
        why: "It promises 30 days; q is no key here",
      },
      { session: "gift-card", label: "pass", by: "maria" },
    ]);
  });

  test("a label can be undone, and so can a skip", async () => {
    const root = labelledShop({ sessions, labels: [] });
    const { stdout } = await press(root, ["p", "u", "f", "s", "u", "p", "q"]);
    expect(labelsIn(root)).toEqual([
      { session: "damaged-bell", label: "fail", by: "maria" },
      { session: "gift-card", label: "pass", by: "maria" },
    ]);
    expect(stdout).toContain("2 labels given");
    const first = await press(labelledShop({ sessions, labels: [] }), ["u", "q"]);
    expect(first.stdout).toContain("nothing to undo");
  });

  test("Ctrl-C keeps every label", async () => {
    const root = labelledShop({ sessions, labels: [] });
    const { exitCode } = await press(root, ["p", "\u0003", "f"]);
    expect(exitCode).toBe(130);
    expect(labelsIn(root)).toHaveLength(1);
  });

  test("keys that mean nothing, arrows among them, do nothing", async () => {
    const root = labelledShop({ sessions, labels: [] });
    await press(root, ["x", "\u001b[A", "\u001bOP", "\t", "ü", "?", "P", "q"]);
    expect(labelsIn(root)).toEqual([{ session: "damaged-bell", label: "pass", by: "maria" }]);
  });

  test("never shows what judges, other systems or a reward said", async () => {
    const judged: Session = shopSession("There is none.", {
      reward: 0,
      annotations: [{ name: "honesty", by: "model", value: "REJECTED", explanation: "REJECTED" }],
    });
    const items = [
      { session: "late-fee", digest: aDigest("5"), label: "pass", verdict: "fail" },
    ] as const;
    const root = labelledShop({
      sessions: { "late-fee": judged },
      labels: [],
      files: { [honestyCalibration]: renderCalibration(aCalibration({ items })) },
    });
    const { stdout } = await press(root, ["q"]);
    expect(stdout).toContain("There is none.");
    expect(stdout).not.toMatch(/REJECTED|reward|verdict|judge/i);
  });

  test("begins with the session on which the judge and the runs are least sure", async () => {
    const items = [
      { session: "damaged-bell", digest: aDigest("5"), label: "pass", verdict: "pass" },
      { session: "gift-card", digest: aDigest("5"), label: "pass", verdict: "pass" },
      { session: "late-fee", digest: aDigest("5"), label: "pass", verdict: "fail" },
    ] as const;
    const root = labelledShop({
      sessions,
      labels: [],
      files: { [honestyCalibration]: renderCalibration(aCalibration({ items })) },
    });
    await press(root, ["f", "p", "p"]);
    expect(labelsIn(root)).toMatchObject([
      { session: "late-fee" },
      { session: "damaged-bell" },
      { session: "gift-card" },
    ]);
  });

  test("a second opinion is about what others have labelled", async () => {
    const labels = [
      aLabel({ session: "late-fee", by: "sam" }),
      aLabel({ session: "gift-card", by: "maria" }),
    ];
    const root = labelledShop({ sessions, labels });
    await press(root, ["p", "f"], ["--second-opinion"]);
    expect(labelsIn(root)).toEqual([
      expect.anything(),
      expect.anything(),
      { session: "late-fee", label: "pass", by: "maria" },
    ]);
  });

  test("hostile text moves no cursor", async () => {
    const evil = shopSession("\u001b[2J\u001b]0;owned\u0007 fine \u202e evil");
    const root = labelledShop({ sessions: { evil }, labels: [] });
    const { stdout } = await press(root, ["n", "\u0007x", "\r", "q"]);
    expect(stdout).toContain("fine");
    // oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  test("a line that a crash cut off stays, is named, and swallows no label", async () => {
    const root = labelledShop({ sessions, labels: [aLabel({ session: "late-fee" })] });
    appendFileSync(join(root, honestyLabels), '{"session":"gift-ca');
    const { stderr } = await press(root, ["p", "u", "f", "q"]);
    expect(stderr).toContain("honesty.jsonl:2  the line is no JSON");
    const lines = readFileSync(join(root, honestyLabels), "utf8").split("\n");
    expect(lines[1]).toBe('{"session":"gift-ca');
    expect(JSON.parse(lines[2] ?? "")).toMatchObject({ session: "damaged-bell", label: "fail" });
  });

  test("a label is not taken back where somebody else wrote meanwhile", async () => {
    const root = labelledShop({ sessions, labels: [] });
    const keys = (function* (): Generator<string> {
      yield "p";
      appendFileSync(join(root, honestyLabels), `${JSON.stringify(aLabel({ by: "sam" }))}\n`);
      yield "u";
      yield "q";
    })();
    const { stdout } = await tracegate(root, ["label", "honesty", "--by", "maria"], { keys });
    expect(stdout).toContain("somebody else wrote into the file");
    expect(labelsIn(root)).toHaveLength(2);
  });

  test("a session that cannot be read is named, and can be skipped", async () => {
    const root = labelledShop({
      sessions: { "late-fee": shopSession("None.") },
      labels: [],
      files: { "datasets/support/sessions/broken.json": "{" },
    });
    const { stdout } = await press(root, ["s", "p"]);
    expect(stdout).toContain("broken.json` is no JSON");
    expect(labelsIn(root)).toEqual([{ session: "late-fee", label: "pass", by: "maria" }]);
  });

  test("nobody labels what they cannot see", async () => {
    const root = labelledShop({
      sessions: { "late-fee": shopSession("None.") },
      labels: [],
      files: { "datasets/support/sessions/broken.json": "{" },
    });
    const { stdout } = await press(root, ["p", "f", "s", "f"]);
    expect(stdout.match(/nobody can say anything of a session that cannot be read/g)).toHaveLength(
      2,
    );
    expect(labelsIn(root)).toEqual([{ session: "late-fee", label: "fail", by: "maria" }]);
  });

  test("a terminal that does not know its width is none of one column", async () => {
    const root = labelledShop({ sessions, labels: [] });
    const argv = ["label", "honesty", "--by", "maria"];
    const { stdout } = await tracegate(root, argv, { keys: ["q"], terminalColumns: 0 });
    expect(stdout).toContain("Send it back within 30 days.");
  });

  test("a file of labels behind a link out of the project is not written", async () => {
    const root = labelledShop({ sessions, labels: [aLabel({ session: "late-fee" })] });
    const elsewhere = labelledShop({ sessions: {}, labels: [] });
    writeFileSync(join(elsewhere, "outside.jsonl"), "");
    symlinkSync(join(elsewhere, "outside.jsonl"), join(root, "datasets/support/labels/tone.jsonl"));
    const config = join(root, "datasets/support/dataset.yaml");
    writeFileSync(config, `${readFileSync(config, "utf8")}  tone: Is it polite?\n`);
    const { exitCode } = await tracegate(root, ["label", "tone", "--by", "m"], { keys: ["p"] });
    expect(exitCode).toBe(2);
    expect(readFileSync(join(elsewhere, "outside.jsonl"), "utf8")).toBe("");
  });

  test.each([
    { argv: ["label", "honest"], shows: "Did you mean honesty" },
    { argv: ["label", "tool-use", "--by", " "], shows: "--by <name>" },
    {
      argv: ["label", "honesty", "--map", "correctness", "--pass-from", "0.5"],
      shows: "`--map` and `--pass-from` are about an import, and no file is imported",
    },
    { argv: ["label", "honesty", "--json"], shows: "`--json` is about an import" },
  ])("$argv is refused with the fix", async ({ argv, shows }) => {
    const root = labelledShop({ sessions, labels: [] });
    const { exitCode, stderr } = await tracegate(root, argv, { keys: [] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(shows);
  });

  test("without sessions, or without a keyboard, it says what to do", async () => {
    const empty = await press(labelledShop({ sessions: {}, labels: [] }), []);
    expect(empty.stderr).toContain("tracegate import <files> --out datasets/support/sessions");
    const root = labelledShop({ sessions, labels: [] });
    const { exitCode, stderr } = await tracegate(root, ["label", "honesty", "--by", "m"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Run it in a terminal");
  });
});

function exported(root: string, ...of: readonly Session[]): string {
  writeFileSync(join(root, "export.jsonl"), of.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return "export.jsonl";
}

const people = (value: string | number, annotator = "ines"): readonly Annotation[] => [
  { name: "Correctness", by: "human", annotator, value, explanation: "As I saw it." },
  { name: "Correctness", by: "model", value: "good" },
  { name: "Tone", by: "human", annotator, value: "good" },
];

const scored = (label: string, score: number): readonly Annotation[] => [
  { name: "Correctness", by: "human", annotator: "ines", value: { label, score } },
];

describe("tracegate label --import", () => {
  test("brings in what people said, with the sessions, redacted", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const file = exported(
      root,
      shopSession("Write to ines.grant@example.com.", {
        id: "trace-1",
        annotations: people("good"),
      }),
      shopSession("There is none.", { id: "trace-2", annotations: people("maybe") }),
      shopSession("Five dollars.", { id: "trace-3", annotations: people("bad", "sam") }),
    );
    const argv = ["--import", file, "--map", "correctness"];
    const { exitCode, stdout } = await press(root, [], argv);
    expect(exitCode).toBe(0);
    expect(labelsIn(root)).toEqual([
      { session: "trace-1", label: "pass", by: "ines", why: "As I saw it." },
      { session: "trace-3", label: "fail", by: "sam", why: "As I saw it." },
    ]);
    expect(stdout).toContain("2 new labels on honesty from 3 sessions");
    expect(stdout).toContain("1 × maybe");
    const stored = readFileSync(join(root, "datasets/support/sessions/trace-1.json"), "utf8");
    expect(stored).not.toContain("ines.grant@example.com");
    const again = await press(root, [], argv);
    expect(again.stdout).toContain("2 labels known before");
    expect(labelsIn(root)).toHaveLength(2);
  });

  test("values are mapped as the team means them, and nothing is guessed", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const file = exported(
      root,
      shopSession("a", { id: "t-1", annotations: people(0.7) }),
      shopSession("b", { id: "t-2", annotations: people(0.2) }),
    );
    const none = await press(root, [], ["--import", file, "--map", "correctness"]);
    expect(none.exitCode).toBe(2);
    expect(none.stdout).toContain("--pass-from");
    await press(root, [], ["--import", file, "--map", "correctness", "--pass-from", "0.5"]);
    expect(labelsIn(root)).toMatchObject([
      { session: "t-1", label: "pass" },
      { session: "t-2", label: "fail" },
    ]);
  });

  test("what is about one step says nothing of the whole session", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const [whole] = people("good");
    if (whole === undefined) throw new Error("nobody said anything");
    const ofStep = { ...whole, value: "bad", at: { turn: 1, step: 1 } };
    const steps = [{ kind: "model", text: "None." }] as const;
    const turns = [{ user: "Is there a late fee?", steps, reply: "None." }];
    const file = exported(
      root,
      { id: "t-1", turns, annotations: [ofStep, whole] },
      { id: "t-2", turns, annotations: [ofStep] },
    );
    const { stdout } = await press(root, [], ["--import", file, "--map", "correctness"]);
    expect(labelsIn(root)).toMatchObject([{ session: "t-1", label: "pass" }]);
    expect(stdout).toContain("1 session without a person's annotation");
  });

  test("of a label with a number beside it, as Phoenix keeps them, the label counts", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const file = exported(
      root,
      shopSession("a", { id: "t-1", annotations: scored("correct", 0.2) }),
      shopSession("b", { id: "t-2", annotations: scored("incorrect", 1) }),
      shopSession("c", { id: "t-3", annotations: scored("so-so", 1) }),
      shopSession("d", { id: "t-4" }),
    );
    const { stdout } = await press(root, [], ["--import", file, "--map", "correctness"]);
    expect(labelsIn(root)).toMatchObject([
      { session: "t-1", label: "pass" },
      { session: "t-2", label: "fail" },
    ]);
    expect(stdout).toContain("1 × so-so (1)");
    expect(stdout).toContain("1 session without a person's annotation named correctness");
  });

  test("and with --pass-from the number", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const file = exported(
      root,
      shopSession("a", { id: "t-1", annotations: scored("so-so", 0.2) }),
      shopSession("b", { id: "t-2", annotations: scored("so-so", 0.5) }),
    );
    await press(root, [], ["--import", file, "--map", "correctness", "--pass-from", "0.5"]);
    expect(labelsIn(root)).toMatchObject([
      { session: "t-1", label: "fail" },
      { session: "t-2", label: "pass" },
    ]);
  });

  test("what one person had said otherwise stands", async () => {
    const root = labelledShop({
      sessions: { "t-1": shopSession("a", { id: "t-1", annotations: people("good") }) },
      labels: [aLabel({ session: "t-1", by: "ines", label: "fail" })],
    });
    const file = exported(root, shopSession("a", { id: "t-1", annotations: people("good") }));
    const { stdout } = await press(root, [], ["--import", file, "--map", "correctness"]);
    expect(stdout).toContain("1 label left out: the same person had said otherwise, which stands");
    expect(labelsIn(root)).toEqual([expect.objectContaining({ label: "fail" })]);
  });
});
