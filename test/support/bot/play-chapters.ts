// Plays chapters with one request of each failing, from the state in which the chapter begins.

import type { FaultKind } from "../github/faults.ts";
import { type Checkpoint, type GitHub, startGitHub } from "../github/start-github.ts";
import type { Permissions } from "../github/world.ts";
import { chapters, type Memory, type Scene, type Work } from "./chapters.ts";
import { shopPeople } from "./signed-shop.ts";
import { botPermissions, openBot } from "./start-bot.ts";
import { wholeState } from "./whole-state.ts";

/** How a request may fail: refused, put off, or cut off, so that nobody can know whether GitHub did it. */
export const faultKinds = {
  "500": { kind: "status", status: 500 },
  "429": { kind: "too-many-requests", retryAfterSeconds: 1 },
  "cut before it is done": { kind: "cut", at: "request" },
  "cut after it is done": { kind: "cut", at: "answer" },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof faultKinds;

export const faultNames: readonly FaultName[] = [
  "500",
  "429",
  "cut before it is done",
  "cut after it is done",
];

/** A chapter as it goes without faults. */
export type Told = {
  readonly title: string;
  readonly work: Work;
  readonly begin: Checkpoint;
  /** Method and path of each, without hashes. */
  readonly requests: readonly string[];
  readonly end: object;
};

const nothingKnown: Memory = { issue: 0, pull: 0, comment: 0, said: "" };

type Played = { readonly end: object; readonly tries: number };

/**
 * Tells every chapter once, each from the end of the one that it begins at.
 *
 * @param permissions what the bot may do; what `app.yml` asks for where it is left out.
 * @throws Error where one leaves nothing.
 */
export async function tellChapters(permissions = botPermissions): Promise<readonly Told[]> {
  const ends = new Map<string, { readonly at: Checkpoint; readonly memory: Memory }>();
  const told: Told[] = [];
  for (const chapter of chapters) {
    const { title, after } = chapter;
    const from = after === undefined ? undefined : ends.get(after);
    if (after !== undefined && from === undefined)
      throw new Error(`“${title}” begins after “${after}”, which was not told`);
    const memory = { ...nothingKnown, ...from?.memory };
    await withScene({ from: from?.at, memory, permissions }, async (scene) => {
      const { github } = scene;
      await chapter.prepare?.(scene);
      const work = await chapter.work(scene);
      const begin = github.checkpoint();
      const before = github.requests.length;
      const { end } = await doWork(work, scene);
      if (!chapter.leaves.test(JSON.stringify(end)))
        throw new Error(
          `“${title}” leaves no ${chapter.leaves}: ${JSON.stringify(end, undefined, 1)}`,
        );
      ends.set(title, { at: github.checkpoint(), memory: { ...memory } });
      const requests = github.requests
        .slice(before)
        .map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f]{40}/g, "…")}`);
      told.push({ title, work, begin, requests, end });
    });
  }
  return told;
}

/** Plays one chapter, whose `nth` request fails in this way. */
export async function playFaulty(
  { work, begin }: Told,
  nth: number,
  fault: FaultKind,
): Promise<Played> {
  return await withScene({ from: begin, memory: nothingKnown }, async (scene) => {
    scene.github.fault({ ...fault, nth });
    return await doWork(work, scene);
  });
}

async function withScene<T>(
  {
    from,
    memory,
    permissions = botPermissions,
  }: {
    readonly from: Checkpoint | undefined;
    readonly memory: Memory;
    readonly permissions?: Permissions;
  },
  play: (scene: Scene) => Promise<T>,
): Promise<T> {
  const github: GitHub = await startGitHub({
    people: shopPeople,
    ...(from !== undefined && { from }),
  });
  const bot = await openBot(github, { permissions });
  try {
    return await play({ github, bot, memory });
  } finally {
    await bot.close();
    await github.close();
  }
}

/** Work that fails is done again, as by a person at GitHub who sends a delivery again, or starts a job again. */
async function doWork(work: Work, scene: Scene): Promise<Played> {
  for (let tries = 1; tries <= 3; tries += 1)
    if (await isDone(work, scene)) return { end: await wholeState(scene.github), tries };
  throw new Error("it failed three times");
}

async function isDone(work: Work, { github, bot }: Scene): Promise<boolean> {
  if ("write" in work) return (await work.write(github)).kind !== "not-published";
  return (await bot.deliver(work.name, work.payload)) === 200;
}
