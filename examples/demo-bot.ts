// `npm run demo:bot`: a report becomes a case that an expert signs, that a fix makes pass, and that guards from then on.
// Real webhooks, real runs of a real agent, real commits; only GitHub itself is played, on loopback.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters, styleText } from "node:util";
import { openBot } from "../test/support/bot/start-bot.ts";
import { type Chapter, storyPeople, tellStory } from "../test/support/bot/story.ts";
import { startGitHub } from "../test/support/github/start-github.ts";

type Style = Parameters<typeof styleText>[0];

const source = fileURLToPath(new URL("..", import.meta.url));

async function main(): Promise<number> {
  const started = performance.now();
  if (!existsSync(join(source, "dist", "action.js"))) {
    print(paint("red", "There is no dist/action.js. Run `npm run build` first."));
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), "tracegate-demo-bot-"));
  const github = await startGitHub({ people: storyPeople });
  const bot = await openBot(github);
  try {
    let count = 0;
    const tell = (chapter: Chapter): void => {
      count += 1;
      show(chapter, count);
    };
    const end = await tellStory({ github, bot, actionDir: source, folder, tell });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const asked = github.requests.filter(({ login }) => login === bot.login).length;
    print(
      paint(
        "bold",
        `That was the story, in ${seconds} s: issue #${end.issue}, pull requests #${end.proposal} and #${end.guard}, ${end.tag}; ${asked} requests of the bot.`,
      ),
    );
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    print(`\n${paint("red", "The demo did not come out as told.")} ${readable(message)}`);
    return 1;
  } finally {
    await bot.close();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function show({ title, story, shows }: Chapter, count: number): void {
  print(`\n${paint(["bold", "cyan"], `━━ ${count} · ${title} `.padEnd(88, "━"))}`);
  print(`${story}\n`);
  for (const { head, text } of shows) {
    print(paint("yellow", head));
    print(`${indent(readable(folded(text)))}\n`);
  }
}

/** Without hidden lines and before anybody opens its details, with character references as characters. */
function folded(markdown: string): string {
  const text = markdown
    .replace(/<!--[^]*?-->\n?/g, "")
    .replace(/<details>\s*<summary>(.*?)<\/summary>[^]*?<\/details>\n*/g, "▸ $1\n")
    .replace(/&#(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const lines = text
    .split("\n")
    .map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line));
  const most = 40;
  return lines.length <= most
    ? lines.join("\n")
    : [...lines.slice(0, most), `… ${lines.length - most} more lines`].join("\n");
}

/** What is quoted comes from agents and issues: what would steer a terminal is taken out. */
function readable(text: string): string {
  const plain = stripVTControlCharacters(text).replaceAll("\u200B", "");
  // oxlint-disable-next-line no-control-regex -- that is what it is for
  return plain.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "");
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

process.exitCode = await main();
