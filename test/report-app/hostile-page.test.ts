import fc from "fast-check";
import { expect, test } from "vitest";
import {
  renderExperimentHtml,
  renderSessionsHtml,
} from "../../src/core/report/html/html-report.ts";
import { shownSession } from "../../src/core/report/html/sessions-page.ts";
import { browserForTests, complaintsOf, openHtml } from "../support/browser.ts";
import { hostileWords } from "../support/comment-situations.ts";
import { hostileText } from "../support/hostile-text.ts";
import { aShopReport } from "../support/reported-shop.ts";
import { aSession, aTurn, called, failedCall, thought } from "../support/sessions.ts";

const browser = browserForTests();

const attack = [
  "</script><script>globalThis.pwned = 1</script>",
  '<img src="https://evil.example/p.png" onerror="globalThis.pwned = 2">',
  "<svg onload=globalThis.pwned=3><style>body{display:none}</style>",
  "[link](javascript:globalThis.pwned=4) https://evil.example ]]> <!-- --> \u0000\u0007\u001b[31m",
  "\u202Egnorts\u202C zero\u200Bwidth \uD800 lone \uDC00 \uFFFE\uFFFF",
  hostileWords,
].join("\n");

/** Elements that a text must never become. */
const strangers =
  "document.querySelectorAll('#app img, #app script, #app style, #app iframe, #app object, #app form:not([method=dialog])').length";

test("words of an agent are shown as words, wherever they stand", async () => {
  const html = renderExperimentHtml(aShopReport({ user: attack, reply: attack, document: attack }));
  const { page, mischief, go } = await openHtml(browser(), html);
  for (const place of [
    "#/",
    "#/case/refund-policy-unknown-area",
    "#/run/refund-policy-unknown-area.0/2.2",
    "#/compare/refund-policy-unknown-area.0/refund-policy-unknown-area.18",
  ]) {
    await go(place);
    await page.evaluate(
      "document.querySelectorAll('details').forEach((one) => { one.open = true })",
    );
    await page.waitForTimeout(50);
    expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
    expect(await page.evaluate(strangers)).toBe(0);
    expect(await complaintsOf(page)).toEqual([]);
  }
  expect(mischief).toEqual([]);
  const text = (await page.locator("main").textContent()) ?? "";
  expect(text).toContain("</script><script>globalThis.pwned = 1</script>");
  expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
});

test("every link of a page leads within it", async () => {
  const html = renderExperimentHtml(
    aShopReport({ reply: "https://evil.example javascript:alert(1)" }),
  );
  const { page, go } = await openHtml(browser(), html);
  for (const place of ["#/", "#/cases", "#/run/refund-policy-unknown-area.0"]) {
    await go(place);
    const hrefs = await page.evaluate<string[]>(
      "[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))",
    );
    expect(hrefs.filter((href) => !href.startsWith("#"))).toEqual([]);
  }
});

test("a page holds no text of a session but in its data", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const session = aSession(
        [
          aTurn(
            text,
            [called(text, { [text]: text }, [text]), failedCall(text, text, text), thought(text)],
            text,
          ),
        ],
        { id: text, policy: text },
      );
      const html = renderSessionsHtml(text, [shownSession(session)]);
      // Our own elements and no others: title, two noscript paragraphs, data, one style, one script.
      expect(html.match(/<script\b/g)?.length).toBe((html.match(/id="block-/g)?.length ?? 0) + 1);
      expect(html.match(/<\/script>/g)?.length).toBe(html.match(/<script\b/g)?.length);
      expect(html.match(/<(?:img|svg|iframe|object|form|a|style)\b/g) ?? []).toEqual(["<style"]);
      const [, title = ""] = /<title>([^<>]*)<\/title>/.exec(html) ?? [];
      expect(title).toMatch(/^Tracegate · /);
      expect(html.isWellFormed()).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("hostile sessions of every kind open and show no element of their own", async () => {
  const texts = fc.sample(hostileText, { numRuns: 40, seed: 7 });
  const sessions = texts.map((text, place) =>
    shownSession(
      aSession([aTurn(text, [called(text, { text }, { text }), thought(text)], text)], {
        id: `${place} ${text}`,
      }),
    ),
  );
  const { page, mischief, go } = await openHtml(browser(), renderSessionsHtml("hostile", sessions));
  expect(await page.locator(".session-list li").count()).toBe(40);
  for (const place of [0, 13, 39]) {
    await go(`#/session/${place}/1.1`);
    expect(await page.evaluate(strangers)).toBe(0);
  }
  expect(mischief).toEqual([]);
});
