import { describe, expect, test } from "vitest";
import { type Triage, triageSchema } from "../../src/core/cluster/triage-file.ts";
import { renderSessionsHtml, renderTriageHtml } from "../../src/core/report/html/html-report.ts";
import { shownSession } from "../../src/core/report/html/sessions-page.ts";
import { browserForTests, complaintsOf, openHtml } from "../support/browser.ts";
import { aSession, aTurn, called, failedCall, thought } from "../support/sessions.ts";

const browser = browserForTests();

const parcel = aSession(
  [aTurn("Where is my parcel?", [failedCall("track", { id: 7 }, "timeout")], "It is lost.")],
  {
    id: "lost-parcel",
    reward: 0,
    annotations: [{ name: "rating", by: "human", annotator: "maria", value: "bad" }],
  },
);
const fee = aSession(
  [
    aTurn(
      "Why this fee?",
      [called("get_fee", {}, { fee: 5 }), thought("It is late.")],
      "It is late.",
    ),
  ],
  { id: "late-fee", reward: 1 },
);

describe("a page of sessions", () => {
  const html = renderSessionsHtml(
    "export.jsonl",
    [parcel, fee].map((one) => shownSession(one)),
  );

  test("lists them with how they ended, and finds one", async () => {
    const { page, mischief } = await openHtml(browser(), html);
    expect(await page.locator(".session-list .pill").allTextContents()).toEqual([
      "failed",
      "passed",
    ]);
    expect(await complaintsOf(page)).toEqual([]);
    await page.getByRole("searchbox").fill("fee");
    await page.getByRole("link", { name: "late-fee" }).click();
    await page.waitForSelector(".session");
    expect(await page.locator(".said.agent").textContent()).toContain("It is late.");
    expect(mischief).toEqual([]);
  });

  test("shows what people said of a session, and leads to the next one", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go("#/session/0");
    expect(await page.locator(".annotations li").textContent()).toBe(
      'rating = "bad" (human maria)',
    );
    expect(await complaintsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Next session" }).click();
    await page.getByRole("heading", { level: 1, name: "late-fee" }).waitFor();
  });
});

describe("a page of a triage", () => {
  const triage: Triage = {
    schema: triageSchema,
    sessions: 10,
    failing: 4,
    queue: [
      {
        id: "c0123456a",
        terms: ["parcel", "timeout"],
        dimension: "tool-use",
        path: ["track"],
        sessions: ["lost-parcel", "lost-letter", "lost-crate"],
        label: "a failure that was passed over · parcel",
        change: "grown",
        before: 2,
        representative: "lost-parcel",
        share: 0.75,
        severity: 0.9,
        urgency: 4.05,
        lifts: [{ version: "prompt 7", lift: 2.5, sessions: 3 }],
        modes: [{ mode: "tool-use", sessions: 3, what: "`track` failed and nobody said so." }],
        firstBadStep: {
          session: "lost-parcel",
          at: { turn: 1, step: 1 },
          kind: "tool-error",
          tier: "suspected",
          what: "track → error: timeout",
          why: "The reply rests on it.",
        },
        nearestCase: { id: "lost-parcel-refund", file: "x.yaml", likeness: 0.42, isGuarding: true },
      },
    ],
    unclustered: ["late-fee"],
    silhouette: 0.4,
    resolved: [{ id: "c0123456b", terms: ["voucher"], path: [], sessions: ["old"] }],
    failures: ["lost-parcel", "lost-letter", "lost-crate", "late-fee"].map((id, place) => ({
      id,
      ...(id !== "late-fee" && { cluster: "c0123456a" }),
      dimensions: ["tool-use"],
      modes: [],
      x: place / 4,
      y: 0.5,
    })),
    examples: [parcel],
  };
  const html = renderTriageHtml(triage);

  test.each(["light", "dark"] as const)(
    "has nothing that axe minds in the %s theme",
    async (colorScheme) => {
      const { page, mischief, go } = await openHtml(browser(), html, { colorScheme });
      for (const place of ["#/", "#/cluster/0", "#/session/0/1.1", "#/cluster/9"]) {
        await go(place);
        expect(await complaintsOf(page)).toEqual([]);
      }
      expect(mischief).toEqual([]);
    },
  );

  test("shows the queue, the map, and what is in no cluster or gone", async () => {
    const { page } = await openHtml(browser(), html);
    expect(await page.locator("h1").textContent()).toBe(
      "4 of 10 sessions failed, in 1 cluster. The most urgent first.",
    );
    expect(await page.locator(".cluster .pill").allTextContents()).toEqual([
      "3 sessions",
      "grown, was 2",
    ]);
    expect(await page.locator(".map circle").count()).toBe(4);
    expect(await page.locator(".map circle.none").count()).toBe(1);
    expect(await page.locator(".ids li").allTextContents()).toEqual(["late-fee"]);
    expect(await page.getByText("voucher").count()).toBe(1);
  });

  test("leads from a cluster to its representative, at the step that is suspected", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go("#/cluster/0");
    expect(await page.locator("dd").allTextContents()).toContain(
      "lost-parcel-refund (42 % alike, guards)",
    );
    await page.getByRole("link", { name: "Open the representative" }).click();
    await page.waitForSelector("details.first-bad[open]");
    expect(await page.locator("pre.error").textContent()).toBe("Error: timeout");
  });
});
