import { beforeAll, describe, expect, test } from "vitest";
import { renderExperimentHtml } from "../../src/core/report/html/html-report.ts";
import { browserForTests, complaintsOf, openHtml } from "../support/browser.ts";
import { aShopReport } from "../support/reported-shop.ts";

const browser = browserForTests();
let html = "";
beforeAll(() => {
  html = renderExperimentHtml(aShopReport());
});

const failing = "refund-policy-unknown-area";
const places = [
  "#/",
  "#/cases",
  `#/case/${failing}`,
  `#/run/${failing}.0`,
  `#/run/${failing}.0/2.2`,
  `#/run/base:${failing}.0`,
  `#/compare/${failing}.0/${failing}.18`,
  "#/run/late-fee-eu.3",
  "#/case/nobody",
  "#/%",
];

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each(places)(
    "axe has nothing to say about %s, and nothing asks the network",
    async (place) => {
      const { page, mischief, go } = await openHtml(browser(), html, { colorScheme });
      await go(place);
      expect(await complaintsOf(page)).toEqual([]);
      expect(mischief).toEqual([]);
    },
  );
});

test.each(["#/", "#/cases", `#/case/${failing}`, `#/compare/${failing}.0/${failing}.18`])(
  "no table of %s is wider than its place, on any screen and on paper",
  async (place) => {
    const { page, go } = await openHtml(browser(), html);
    await go(place);
    for (const width of [360, 420, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const media of ["screen", "print"] as const) {
        await page.emulateMedia({ media });
        expect({ width, media, cut: await page.evaluate(tooWide) }).toEqual({
          width,
          media,
          cut: [],
        });
      }
    }
  },
);

/** Names what is wider than the page, or than the box that it would have to be scrolled in. */
const tooWide = `[document.documentElement, ...document.querySelectorAll(".scroller")]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => (box.getAttribute("aria-label") ?? "page") + ": " + box.scrollWidth + " in " + box.clientWidth)`;

test("where rows stand below each other, each number says what it is", async () => {
  const { page } = await openHtml(browser(), html, { width: 420 });
  const names = page.locator(".dimensions tbody tr").first().locator("[data-name]");
  expect(await names.evaluateAll((cells) => cells.map((cell) => cell.dataset["name"]))).toEqual([
    "Passed",
    "Floor",
    "Baseline",
    "Runs",
    "History",
  ]);
  expect(await page.getByText("100.0 %").first().isVisible()).toBe(true);
});

test("the first view says the decision, and leads to the session where it failed", async () => {
  const { page } = await openHtml(browser(), html);
  expect(await page.locator("h1").textContent()).toBe(
    "Merge blocked: faithfulness is below its floor",
  );
  await page.getByRole("link", { name: "Open the session" }).click();
  await page.waitForSelector(".session");
  expect(await page.locator("h1").textContent()).toContain(`${failing}.0`);
});

test("each dimension has its interval against its floor, the baseline and its history", async () => {
  const { page } = await openHtml(browser(), html);
  expect(await page.getByRole("img", { name: /^faithfulness:/ }).getAttribute("aria-label")).toBe(
    "faithfulness: 70.0 % of 60 runs, 95 % interval 57.5 % to 80.1 %; the floor is 95.0 %; baseline 100.0 %",
  );
  expect(
    await page.getByRole("img", { name: /^faithfulness over time/ }).getAttribute("aria-label"),
  ).toBe("faithfulness over time: 9a77e01 100.0 %, 9a77e02 100.0 %, this run 70.0 %");
});

test("cases are searched and filtered, and the filter stands when one comes back", async () => {
  const { page, go } = await openHtml(browser(), html);
  await go("#/cases");
  const rows = page.locator("tbody tr");
  expect(await rows.count()).toBe(3);
  await page.getByRole("searchbox").fill("gift expiry");
  expect(await rows.locator("th").allTextContents()).toEqual([
    expect.stringContaining("gift-card-expiry"),
  ]);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: /^Newly failing/ }).click();
  expect(await rows.locator("th").allTextContents()).toEqual([expect.stringContaining(failing)]);
  await rows.locator("a").click();
  await page.waitForSelector("article.case");
  await page.goBack();
  await page.waitForSelector(".filters");
  expect(await rows.count()).toBe(1);
  await page.getByRole("searchbox").fill("no such case");
  expect(await page.getByRole("status").textContent()).toBe("No case is like that.");
});

test("a case shows both sides, and each run of each", async () => {
  const { page, go } = await openHtml(browser(), html);
  await go(`#/case/${failing}`);
  const now = page.getByRole("list", { name: "Runs of This run" });
  const then = page.getByRole("list", { name: "Runs of main 9a77e02" });
  expect(await now.getByRole("link").count()).toBe(20);
  expect(await now.getByRole("link", { name: /failed on faithfulness/ }).count()).toBe(18);
  expect(await then.getByRole("link", { name: /passed/ }).count()).toBe(20);
});

describe("the session viewer", () => {
  test("unfolds a call to its arguments and its result, and marks the first bad step", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go(`#/run/${failing}.0`);
    const step = page.locator("#step-2\\.2");
    expect(await step.getAttribute("class")).toContain("first-bad");
    expect(await step.locator("summary").textContent()).toContain("0 documents");
    await step.locator("summary").click();
    // They are filled in once it is open.
    await step.locator("pre", { hasText: "documents" }).waitFor();
    const [given, got] = await step.locator("pre").allTextContents();
    expect(JSON.parse(given ?? "")).toEqual({ query: "gift card" });
    expect(JSON.parse(got ?? "")).toEqual({ documents: [] });
  });

  test("links a verdict's evidence to its step, and marks the words that it quotes", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go(`#/run/${failing}.0`);
    await page.getByRole("link", { name: "step 2.2" }).click();
    await page.locator("#step-2\\.2[open]").waitFor();
    expect(await page.evaluate("document.activeElement.closest('details').id")).toBe("step-2.2");
    expect(await page.locator("mark").textContent()).toBe(
      "You have 30 days to return a partly used gift card.",
    );
  });

  test("says where it parts from a run that passed, and lays the two side by side", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go(`#/run/${failing}.0`);
    expect(await page.locator(".parting-note").textContent()).toContain(
      `${failing}.18 passed. They part at the reply of turn 2 of this run`,
    );
    await page.getByRole("link", { name: "Compare side by side" }).click();
    await page.waitForSelector("table.sides");
    expect(await page.locator("tr.parting").count()).toBe(1);
    expect(await page.locator("tr.same").count()).toBe(5);
  });

  test("says of a run without a session where to find it", async () => {
    const { page, go } = await openHtml(browser(), html);
    await go("#/run/late-fee-eu.3");
    expect(await page.locator("pre").textContent()).toBe(
      "tracegate view --run late-fee-eu.3 --results <folder>",
    );
  });
});

test("a keyboard is enough", async () => {
  const { page, go } = await openHtml(browser(), html);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
  await page.keyboard.press("/");
  await page.waitForSelector("#search");
  await go("#/cases");
  await page.keyboard.press("/");
  await page.locator("input[type=search]:focus").waitFor();
  await page.keyboard.type("refund");
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("refund");
  await go(`#/run/${failing}.0`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("details.step[open]").getAttribute("id")).toBe("step-2.1");
  await page.keyboard.press("b");
  await page.locator("#step-2\\.2[open]").waitFor();
  await page.keyboard.press("]");
  await page.waitForURL((url) => url.hash === `#/run/${failing}.1`);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("the theme can be chosen against the system's", async () => {
  const { page } = await openHtml(browser(), html, { colorScheme: "light" });
  const ground = (): Promise<unknown> =>
    page.evaluate("getComputedStyle(document.body).backgroundColor");
  const light = await ground();
  await page.getByRole("button", { name: "Theme: auto" }).click();
  expect(await ground()).toBe(light);
  await page.getByRole("button", { name: "Theme: light" }).click();
  expect(await ground()).not.toBe(light);
});

test("nothing is wider than a telephone but tables, which scroll by themselves", async () => {
  const { page, go } = await openHtml(browser(), html, { width: 380 });
  for (const place of ["#/", "#/cases", `#/case/${failing}`, `#/run/${failing}.0/2.2`]) {
    await go(place);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
  }
});
