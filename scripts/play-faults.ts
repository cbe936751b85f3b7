// `npm run faults`: all that the bot does for an event, once for each request that it makes and each way in which that may fail.
// Whatever fails, what stands on GitHub in the end is the same. Exits with 1 where it is not.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import {
  faultKinds,
  faultNames,
  playFaulty,
  tellChapters,
} from "../test/support/bot/play-chapters.ts";
import { shaped } from "../test/support/github/shaped.ts";

type Played = {
  readonly chapter: string;
  readonly request: string;
  readonly fault: string;
  readonly isSame: boolean;
  readonly tries: number;
  readonly why?: string;
};

const [part] = process.argv.slice(2);

/** Plays one part in so many of all, and prints each play as a line of JSON. */
async function playPart(index: number, parts: number): Promise<void> {
  let number = 0;
  for (const one of await tellChapters()) {
    for (const [place, request] of one.requests.entries()) {
      for (const fault of faultNames) {
        number += 1;
        if (number % parts !== index) continue;
        const about = { chapter: one.title, request: `${place + 1} ${request}`, fault };
        try {
          const { end, tries } = await playFaulty(one, place + 1, faultKinds[fault]);
          const isSame = isDeepStrictEqual(end, one.end);
          print({
            ...about,
            isSame,
            tries,
            ...(!isSame && { why: difference(one.end, end) }),
          });
        } catch (error) {
          print({ ...about, isSame: false, tries: 3, why: String(error) });
        }
      }
    }
  }
}

function print(played: Played): void {
  process.stdout.write(`${JSON.stringify(played)}\n`);
}

function difference(expected: object, end: object): string {
  const [lines, others] = [expected, end].map((one) =>
    JSON.stringify(one, undefined, 1).split("\n"),
  );
  const at = lines?.findIndex((line, index) => line !== others?.[index]) ?? 0;
  return `${lines?.[at] ?? ""}\n      instead: ${others?.[at] ?? ""}`;
}

/** Plays all of it in as many processes as there are processors. */
async function playAll(): Promise<number> {
  const parts = Math.max(1, Math.min(8, availableParallelism()));
  const played: Played[] = [];
  const started = performance.now();
  const exits = await Promise.all(
    Array.from({ length: parts }, async (_, index) => {
      const child = spawn(process.execPath, [import.meta.filename, `${index}/${parts}`], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exit = once(child, "exit");
      for await (const line of createInterface({ input: child.stdout }))
        played.push(shaped<Played>(JSON.parse(line)));
      const [code]: unknown[] = await exit;
      return code;
    }),
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  return exits.every((code) => code === 0) && report(played, seconds) ? 0 : 1;
}

function report(played: readonly Played[], seconds: number): boolean {
  const byChapter = Map.groupBy(played, ({ chapter }) => chapter);
  for (const [chapter, plays] of byChapter) {
    const requests = new Set(plays.map(({ request }) => request)).size;
    const again = plays.filter(({ tries }) => tries > 1).length;
    const other = plays.filter(({ isSame }) => !isSame);
    say(
      `${other.length === 0 ? "same " : "OTHER"} ${chapter}: ${requests} requests, ${plays.length} plays${again === 0 ? "" : `, ${again} done again`}`,
    );
    for (const { request, fault, why } of other.slice(0, 5))
      say(`    ${request} (${fault}):\n      ${why}`);
  }
  const wrong = played.filter(({ isSame }) => !isSame).length;
  const requests = new Set(played.map(({ chapter, request }) => `${chapter} ${request}`)).size;
  say(
    `${byChapter.size} chapters, ${requests} requests × ${faultNames.length} ways to fail: ${played.length} plays in ${seconds} s, ${wrong === 0 ? "every end is the same" : `${wrong} end otherwise`}`,
  );
  return played.length > 0 && played.length === requests * faultNames.length && wrong === 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (part === undefined) process.exitCode = await playAll();
else {
  const [index = 0, parts = 1] = part.split("/").map(Number);
  await playPart(index, parts);
}
