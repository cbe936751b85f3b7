// What is there after the bot has done its work.

import { commentsOn } from "../github/hosts.ts";
import type { GitHub } from "../github/start-github.ts";

export type SeenPull = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly user: { readonly login: string };
};

export type SeenFile = { readonly filename: string; readonly status: string };

/** All pull requests, oldest first. */
export async function pullsOn(github: GitHub): Promise<readonly SeenPull[]> {
  const path = `/repos/${github.repository}/pulls?state=all&per_page=100`;
  const pulls = await github.look<readonly SeenPull[]>(path);
  return pulls.toSorted((a, b) => a.number - b.number);
}

/** The one pull request there is. */
export async function onlyPull(github: GitHub): Promise<SeenPull> {
  const pulls = await pullsOn(github);
  const [pull] = pulls;
  if (pull === undefined || pulls.length > 1) throw new Error(`${pulls.length} pull requests`);
  return pull;
}

export async function filesOf(github: GitHub, number: number): Promise<readonly SeenFile[]> {
  return github.look(`/repos/${github.repository}/pulls/${number}/files?per_page=100`);
}

/** A file's text at a branch or commit. */
export async function textAt(github: GitHub, path: string, ref: string): Promise<string> {
  const found = await github.look<{ content: string }>(
    `/repos/${github.repository}/contents/${path}?ref=${ref}`,
  );
  return Buffer.from(found.content, "base64").toString();
}

/** The text of the bot's one comment on an issue; "" where it has said nothing. */
export async function answerOn(github: GitHub, number: number): Promise<string> {
  const ours = (await commentsOn(github, number)).filter(({ user }) =>
    user.login.endsWith("[bot]"),
  );
  if (ours.length > 1) throw new Error(`${ours.length} comments of the bot on #${number}`);
  return ours[0]?.body ?? "";
}

/** Everything that a reader can see of a report, without what is different each time. */
export async function endState(github: GitHub, issue: number): Promise<object> {
  const pulls = await pullsOn(github);
  const files: Record<string, string> = {};
  for (const { number, head } of pulls) {
    for (const { filename } of await filesOf(github, number))
      files[`${number}:${filename}`] = await textAt(github, filename, head.ref);
  }
  return {
    answer: await answerOn(github, issue),
    pulls: pulls.map(({ number, title, body, state, head }) => ({
      number,
      title,
      body,
      state,
      branch: head.ref,
    })),
    files,
  };
}
