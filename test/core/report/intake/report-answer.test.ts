import { describe, expect, test } from "vitest";
import { redactedText } from "../../../../src/core/report/intake/redacted-text.ts";
import {
  type ReportAnswer,
  renderReportAnswer,
  settleReportAnswer,
} from "../../../../src/core/report/intake/report-answer.ts";
import { aSession, aTurn } from "../../../support/sessions.ts";

const answer: ReportAnswer = {
  issue: 128,
  traces: [],
  sessions: [aSession([aTurn("How high is the late fee?", [], "30 %.")])],
  dropped: [],
  redacted: [
    { kind: "email", count: 2 },
    { kind: "order-id", count: 1 },
  ],
  isAmbiguous: false,
  dimensions: ["abstention"],
  hasTruth: false,
  alike: 0,
  outcome: { kind: "proposed", number: 131, isNew: true },
};

describe("the answer under a report", () => {
  test("says in words what was redacted", () => {
    expect(renderReportAnswer(answer)).toContain(
      "Redacted e-mail addresses in 2 places and order&#45;id in 1 place before storing anything.",
    );
    expect(redactedText({ kind: "card", count: 1 })).toBe("1 card number");
    expect(redactedText({ kind: "constructor", count: 1 })).toBe("constructor in 1 place");
  });

  test("needs nothing more once its pull request is merged", () => {
    const before = renderReportAnswer(answer);
    expect(before).toMatch(/\*\*It still needs\*\*\n- the truth[^]*\n- the sign-off of an expert/);
    const after = settleReportAnswer(before.replaceAll("\n", "\r\n"), 131);
    expect(after).toContain("\n\n**Merged** #131 brought it into the dataset.\n\n<sub>");
    expect(after).not.toContain("still needs");
    expect(after).not.toContain("sign-off of an expert");
    expect(after).toContain("Redacted e-mail addresses in 2 places");
    expect(settleReportAnswer(after, 131)).toBe(after);
  });
});
