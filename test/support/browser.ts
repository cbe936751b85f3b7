import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";

/** Where Debian and others put it; `CHROMIUM` names another place. */
const places = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A headless Chromium for the tests of a file. Without one they fail: nothing passes because it is missing. */
export function browserForTests(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const executablePath = places.find((path) => path !== "" && existsSync(path));
    if (executablePath === undefined)
      throw new Error("There is no Chromium: install the package `chromium`, or set CHROMIUM.");
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  }, 60_000);
  afterAll(async () => browser?.close());
  return () => {
    if (browser === undefined) throw new Error("The browser was not started.");
    return browser;
  };
}

export type OpenPage = {
  readonly page: Page;
  /** What a page must not do: ask the network, fail, or break its own policy. */
  readonly mischief: string[];
  /** Goes to a place within the page and waits until it stands. */
  readonly go: (hash: string) => Promise<void>;
};

/** Opens HTML from a file, as a user does. */
export async function openHtml(
  browser: Browser,
  html: string,
  options: { readonly colorScheme?: "light" | "dark"; readonly width?: number } = {},
): Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-page-"));
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const { colorScheme = "light", width = 1280 } = options;
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  onTestFinished(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });
  const mischief: string[] = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== `file://${file}`) mischief.push(`asks ${request.url()}`);
  });
  page.on("pageerror", (error) => mischief.push(`throws ${error.message}`));
  page.on("console", (message) => mischief.push(`says ${message.text()}`));
  page.on("dialog", (dialog) => {
    mischief.push(`opens a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector("html[data-ready]");
  return {
    page,
    mischief,
    go: async (hash) => {
      await page.goto(`file://${file}${hash}`);
      await page.reload();
      await page.waitForSelector("html[data-ready]");
    },
  };
}

/** What axe has to say about a page: the rule and the first element of each. */
export async function complaintsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(
    "axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes[0].html))",
  );
}
