import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aLabel } from "../../support/calibrations.ts";
import { chatEndpoint, refuses, says, text, type Way } from "../../support/chat-endpoint.ts";
import { tracegate } from "../../support/command-line.ts";
import {
  calibrationIn,
  halfAndHalf,
  honestyCalibration,
  honestyLabels,
  labelledShop,
  shopSession,
} from "../../support/labelled-shop.ts";

const env = { JUDGE_KEY: "sk-judge" };

/** A judge that reads the label out of the reply, except in the sessions that it gets wrong. */
function readingJudge(wrong: readonly string[] = []): Way {
  return (response, request) => {
    const asked = JSON.stringify(request.body);
    const found = /agent's reply: \\+"(pass|fail) (session-\d+)/.exec(asked);
    const [, label = "pass", session = ""] = found ?? [];
    const verdict = wrong.includes(session) ? (label === "pass" ? "fail" : "pass") : label;
    const answer = { verdict, explanation: `It looked at ${session}.`, evidence: [] };
    says(JSON.stringify(answer))(response, request);
  };
}

describe("tracegate calibrate", () => {
  test("measures a judge and writes what it may be trusted with", async () => {
    const endpoint = await chatEndpoint(
      readingJudge(["session-001", "session-002", "session-004"]),
    );
    const root = labelledShop({ ...halfAndHalf(120), baseUrl: endpoint.baseUrl });
    const { exitCode, stdout, stderr } = await tracegate(root, ["calibrate"], { env });
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("honesty@1  calibrated");
    expect(stdout).toMatch(/people pass\s+59\s+1\n\s+people fail\s+2\s+58/);
    expect(stdout).toContain("answered by judge-2026-01");
    expect(stdout).toContain("3 disagreements to read, failures that the judge passed first");
    expect(stdout).toMatch(
      /session-002 {2}judge pass, people fail\n\s+judge: “It looked at session-002.”\n\s+maria-policy: “Because session-002.”/,
    );
    expect(stdout.indexOf("session-004")).toBeLessThan(stdout.indexOf("session-001"));
    expect(endpoint.requests).toHaveLength(120);
    const { counts, items, evaluator, judge, labels } = calibrationIn(root);
    expect(counts).toEqual({
      truePasses: 59,
      falseFails: 1,
      falsePasses: 2,
      trueFails: 58,
      unscored: 0,
    });
    expect(items).toHaveLength(120);
    expect(evaluator.ref).toBe("honesty@1");
    expect(judge).toMatchObject({ model: "gpt-5-mini", answeredBy: ["judge-2026-01"] });
    expect(labels).toMatchObject({ dataset: "support", dimension: "honesty", annotators: 1 });
  });

  test("the case of a session's name says what is true, before the one that it is a run of", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const root = labelledShop({
      sessions: {
        "gift-card": shopSession("pass session-001"),
        "late-fee": shopSession("pass session-002", { task: { id: "gift-card", runIndex: 0 } }),
        "seen-in-june": shopSession("pass session-003", { task: { id: "gift-card", runIndex: 0 } }),
      },
      labels: ["gift-card", "late-fee", "seen-in-june"].map((session) =>
        aLabel({ session, label: "pass" }),
      ),
      baseUrl: endpoint.baseUrl,
    });
    await tracegate(root, ["calibrate"], { env });
    const told = endpoint.requests.map(({ body }) => {
      const asked = JSON.stringify(body);
      const [session] = /session-00\d/.exec(asked) ?? [];
      return [session, asked.includes("There is no such policy.")];
    });
    expect(Object.fromEntries(told)).toEqual({
      "session-001": true,
      "session-002": false,
      "session-003": true,
    });
  });

  test("too few labels are measured, and are no calibration", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const root = labelledShop({ ...halfAndHalf(20), baseUrl: endpoint.baseUrl });
    const { exitCode, stdout } = await tracegate(root, ["calibrate", "honesty"], { env });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("honesty@1  not calibrated: 10 of 50 pass labels");
  });

  test("a judge that lets failures through is measured, and is not trusted", async () => {
    const endpoint = await chatEndpoint(
      readingJudge(
        Array.from({ length: 60 }, (_, i) => `session-${String(2 * i + 2).padStart(3, "0")}`),
      ),
    );
    const root = labelledShop({ ...halfAndHalf(120), baseUrl: endpoint.baseUrl });
    const { exitCode, stdout } = await tracegate(root, ["calibrate", "honesty@1"], { env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("not calibrated: TNR 0.00");
    expect(calibrationIn(root).wasTrusted).toBeUndefined();
    expect(stdout).toMatch(/AC1 +0\.200 +0\.00 to/);
  });

  test("a judge that was trusted and is found to be poor leaves that it was, until it is trusted again", async () => {
    const wrong: string[] = [];
    const endpoint = await chatEndpoint(readingJudge(wrong));
    const trust = "{ tpr: 0.8, tnr: 0.7, labels: 20 }";
    const shop = { ...halfAndHalf(60), baseUrl: endpoint.baseUrl, trust };
    const root = labelledShop(shop);
    const measure = () => tracegate(root, ["calibrate", "honesty"], { env });
    expect((await measure()).exitCode).toBe(0);
    expect(calibrationIn(root).wasTrusted).toBeUndefined();
    expect(calibrationIn(root).trustedUnder).toEqual({ tpr: 0.8, tnr: 0.7, labels: 20 });
    wrong.push(...Object.keys(shop.sessions));
    for (const again of [1, 2]) {
      expect([again, (await measure()).exitCode]).toEqual([again, 1]);
      expect(calibrationIn(root).wasTrusted).toBe(true);
      expect(calibrationIn(root).trustedUnder).toBeUndefined();
    }
    wrong.length = 0;
    expect((await measure()).exitCode).toBe(0);
    expect(calibrationIn(root).wasTrusted).toBeUndefined();
  });

  test("beside a disagreement stands why people said so, and not why one of them did not", async () => {
    const about = { session: "session-002" };
    const endpoint = await chatEndpoint(readingJudge([about.session]));
    const root = labelledShop({
      sessions: { "session-002": shopSession("fail session-002") },
      labels: [
        aLabel({ ...about, by: "maria", label: "fail", why: "It invents a fee." }),
        aLabel({ ...about, by: "ines", label: "pass", why: "It is polite." }),
        aLabel({ ...about, by: "sam", label: "fail", why: "No policy says so." }),
      ],
      baseUrl: endpoint.baseUrl,
    });
    const { stdout } = await tracegate(root, ["calibrate"], { env });
    expect(stdout).toMatch(/maria: “It invents a fee.”\n\s+sam: “No policy says so.”\n/);
    expect(stdout).not.toContain("polite");
  });

  test("several annotators are compared with each other, and their split sessions left out", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const { sessions, labels } = halfAndHalf(40);
    const second = labels
      .slice(0, 20)
      .map((label, place) =>
        typeof label === "string"
          ? label
          : { ...label, by: "sam", label: place === 0 ? ("fail" as const) : label.label },
      );
    const root = labelledShop({
      sessions,
      labels: [...labels, ...second],
      baseUrl: endpoint.baseUrl,
      trust: "{ labels: 10 }",
    });
    const { stdout } = await tracegate(root, ["calibrate"], { env });
    expect(stdout).toContain("maria-policy and sam: 20 sessions in common, agreement 0.95, κ 0.90");
    expect(stdout).toContain("people among themselves 0.90");
    expect(stdout).toContain("Left out, people are split: 1 session (session-001)");
    expect(endpoint.requests).toHaveLength(39);
  });

  test("what the judge is shown as an example it is not measured on", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const { sessions, labels } = halfAndHalf(12);
    const root = labelledShop({ sessions, labels, baseUrl: endpoint.baseUrl });
    writeFileSync(
      join(root, "evaluators/honesty/v1.yaml"),
      `${readFileSync(join(root, "evaluators/honesty/v1.yaml"), "utf8")}examples: ["labels/honesty.jsonl#2"]\n`,
    );
    const { stdout } = await tracegate(root, ["calibrate"], { env });
    expect(stdout).toContain("Left out, kept as examples: 1 session (session-002)");
    expect(endpoint.requests).toHaveLength(11);
    expect(JSON.stringify(endpoint.requests[0]?.body)).toContain("Because session-002.");
  });

  test("asks as the case of the session's name would ask, with its truth", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const root = labelledShop({
      sessions: {
        "gift-card": shopSession("pass session-001"),
        other: shopSession("fail session-002"),
      },
      labels: [aLabel({ session: "gift-card", label: "pass" }), aLabel({ session: "other" })],
      baseUrl: endpoint.baseUrl,
    });
    await tracegate(root, ["calibrate"], { env });
    const asked = endpoint.requests.map(({ body }) => JSON.stringify(body));
    expect(asked.filter((one) => one.includes("There is no such policy."))).toHaveLength(1);
  });

  test("asks afresh each time, and takes earlier answers only where it is told to", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const root = labelledShop({ ...halfAndHalf(10), baseUrl: endpoint.baseUrl });
    await tracegate(root, ["calibrate"], { env });
    await tracegate(root, ["calibrate"], { env });
    expect(endpoint.requests).toHaveLength(20);
    await tracegate(root, ["calibrate", "--cached"], { env });
    expect(endpoint.requests).toHaveLength(20);
  });

  test("a gateway that gives one question's answer to the others is found out", async () => {
    let answer: string | undefined;
    const gateway: Way = (response, request) => {
      const id = /Write (\S+) in `session`/.exec(JSON.stringify(request.body))?.[1];
      answer ??= JSON.stringify({ session: id, verdict: "pass", explanation: "x", evidence: [] });
      says(answer)(response, request);
    };
    const endpoint = await chatEndpoint(gateway);
    const root = labelledShop({ ...halfAndHalf(4), baseUrl: endpoint.baseUrl });
    const { exitCode, stdout } = await tracegate(root, ["calibrate"], { env });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("No verdict on 3 sessions: The judge answered for another session");
    expect(existsSync(join(root, honestyCalibration))).toBe(false);
  });

  test("as JSON it is all that was found", async () => {
    const endpoint = await chatEndpoint(readingJudge(["session-001"]));
    const root = labelledShop({ ...halfAndHalf(10), baseUrl: endpoint.baseUrl });
    const { stdout } = await tracegate(root, ["calibrate", "--json"], { env });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "tracegate.measurements/1",
      measured: [{ lacking: { kind: "too-little" }, disagreements: [{ session: "session-001" }] }],
    });
  });
});

const answersTo =
  (silent: readonly string[]): Way =>
  (response, request) => {
    const asked = JSON.stringify(request.body);
    // The name alone may also begin the mark around the session, which is drawn anew for each question.
    const isSilent = silent.some((name) => new RegExp(`(?:pass|fail) ${name}\\b`).test(asked));
    (isSilent ? says("hm") : readingJudge())(response, request);
  };

const page = "<html><body>502 Bad Gateway</body></html>";
const answers = (answer: object): Way => says(JSON.stringify(answer));
const never: Way = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const flood = setInterval(() => response.write(" ".repeat(1000)), 5);
  response.on("close", () => clearInterval(flood));
};

describe("a judge that does not answer as it should", () => {
  test.each<{ name: string; way: Way; shows: string }>([
    {
      name: "prose",
      way: says("I would say that it passes."),
      shows: "The judge answered prose instead of JSON: “I would say",
    },
    { name: "a page as its answer", way: says(page), shows: "a page of markup" },
    {
      name: "a page instead of an answer",
      way: text(200, page, "text/html"),
      shows: "a page of markup",
    },
    { name: "an empty body", way: text(200, "", "application/json"), shows: "answer" },
    { name: "nothing", way: says(""), shows: "The judge answered nothing" },
    {
      name: "a wrong label",
      way: answers({ verdict: "satisfied", explanation: "Fine.", evidence: [] }),
      shows: "“satisfied”, which is not one of pass, fail, cannot-tell",
    },
    {
      name: "a verdict with the id of another session",
      way: answers({
        session: "session-00c0ffee",
        verdict: "pass",
        explanation: "Fine.",
        evidence: [],
      }),
      shows: "The judge answered for another session",
    },
    {
      name: "a verdict on a step of another session",
      way: answers({ verdict: "pass", explanation: "Step 7.4 is right.", evidence: ["7.4"] }),
      shows: "names step “7.4”, which the session does not have",
    },
    { name: "for ever", way: never, shows: "no answer within 2000 ms" },
    {
      name: "that it knows no such model",
      way: refuses(404, "The model does not exist"),
      shows: "knows no model gpt-5-mini (404)",
    },
    {
      name: "that it is gone",
      way: refuses(410, "Gone"),
      shows: "is gone (410): set judge.baseUrl",
    },
    {
      name: "that the key is wrong",
      way: refuses(401, "bad key"),
      shows: "refused the key in JUDGE_KEY (401)",
    },
  ])(
    "answers $name: says so, and keeps the labels and the calibration before",
    async ({ way, shows }) => {
      const endpoint = await chatEndpoint(way);
      const before = "what was measured before\n";
      const root = labelledShop({
        ...halfAndHalf(4),
        baseUrl: endpoint.baseUrl,
        files: { [honestyCalibration]: before },
      });
      const labels = readFileSync(join(root, honestyLabels), "utf8");
      const { exitCode, stdout, stderr } = await tracegate(root, ["calibrate"], { env });
      expect(exitCode).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain("error JUDGE_UNAVAILABLE: honesty@1 gave no verdict on any session");
      expect(stderr).toContain(shows);
      expect(readFileSync(join(root, honestyCalibration), "utf8")).toBe(before);
      expect(readFileSync(join(root, honestyLabels), "utf8")).toBe(labels);
    },
  );

  test("a retired endpoint is refused before anything is asked", async () => {
    const root = labelledShop({ ...halfAndHalf(2), baseUrl: "https://models.github.ai/inference" });
    const { exitCode, stderr } = await tracegate(root, ["calibrate"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("GitHub Models, which was switched off");
  });

  test("without a key nothing is asked", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const root = labelledShop({ ...halfAndHalf(2), baseUrl: endpoint.baseUrl });
    const { stderr } = await tracegate(root, ["calibrate"]);
    expect(stderr).toContain("no API key: set JUDGE_KEY");
    expect(endpoint.requests).toEqual([]);
  });

  test("one that fails now and then is measured on the rest, and too often not at all", async () => {
    const few = await chatEndpoint(answersTo(["session-003"]));
    const root = labelledShop({ ...halfAndHalf(40), baseUrl: few.baseUrl });
    const { stdout } = await tracegate(root, ["calibrate"], { env });
    expect(stdout).toContain("No verdict on 1 session: The judge answered prose");
    expect(stdout).toContain(`Written: ${honestyCalibration}`);
    const many = await chatEndpoint(answersTo(["session-003", "session-004", "session-005"]));
    const other = labelledShop({ ...halfAndHalf(40), baseUrl: many.baseUrl });
    const cut = await tracegate(other, ["calibrate"], { env });
    expect(cut.exitCode).toBe(3);
    expect(cut.stdout).toContain("Nothing was written: too many sessions have no verdict.");
    expect(existsSync(join(other, honestyCalibration))).toBe(false);
  });
});

describe("labels that are wrong", () => {
  test("stop it before anything is asked, each with its line", async () => {
    const endpoint = await chatEndpoint(readingJudge());
    const { sessions, labels } = halfAndHalf(2);
    const root = labelledShop({
      sessions: { ...sessions, broken: shopSession("x") },
      labels: [
        ...labels,
        aLabel({ session: "never-recorded" }),
        aLabel({ session: "session-001", label: "fail" }),
        '{"session":"session-001","label":"good","by":"sam","at":"2026-11-20"}',
        "not json",
        aLabel({ session: "broken" }),
      ],
      baseUrl: endpoint.baseUrl,
      files: { "datasets/support/sessions/broken.json": '{"turns": "none"}' },
    });
    const { exitCode, stderr } = await tracegate(root, ["calibrate"], { env });
    expect(exitCode).toBe(2);
    expect(endpoint.requests).toEqual([]);
    expect(stderr).toContain(`${honestyLabels}:3  there is no session`);
    expect(stderr).toContain(`${honestyLabels}:4  maria-policy says fail`);
    expect(stderr).toMatch(/honesty\.jsonl:5[\s\S]*pass/);
    expect(stderr).toContain(`${honestyLabels}:6  the line is no JSON`);
    expect(stderr).toContain("broken.json");
    expect(stderr).toContain("LABELS_INVALID");
  });

  test("or missing, say how to get some", async () => {
    const root = labelledShop({ sessions: {}, labels: [] });
    const { exitCode, stderr } = await tracegate(root, ["calibrate"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There are no labels on honesty");
    expect(stderr).toContain("tracegate label honesty");
  });
});

test.each([
  { argv: ["calibrate", "honestly"], shows: "Did you mean honesty" },
  { argv: ["calibrate", "searches-policies"], shows: "searches-policies is a check" },
])("$argv is no judge", async ({ argv, shows }) => {
  const root = labelledShop(halfAndHalf(2));
  const { exitCode, stderr } = await tracegate(root, argv, { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(shows);
});
