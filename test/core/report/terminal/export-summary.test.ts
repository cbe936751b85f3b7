import { expect, test } from "vitest";
import { renderExportSummary } from "../../../../src/core/report/terminal/export-summary.ts";

test("what was exported, replaced, refused and left out is said, each once", () => {
  const reason = "session that cannot be redacted, and so is not exported: it is too large";
  const text = renderExportSummary(
    {
      sessions: 1,
      spans: 4,
      redacted: [{ kind: "email", count: 2 }],
      dropped: [{ file: "late-fee.json", path: "/0", reason, count: 1 }],
      rejected: 3,
      reasons: ["too old"],
    },
    "the backend",
  );
  expect(text).toBe(`1 session, 4 spans exported to the backend
Redacted: email 2
The backend did not take 3 spans: too old
Left out
  late-fee.json /0: ${reason}
`);
});
