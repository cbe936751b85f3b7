import { expect, test } from "vitest";
import { parse } from "yaml";
import { builtAction } from "../support/action/built-action.ts";
import { startBot } from "../support/bot/start-bot.ts";
import { type Chapter, storyPeople, tellStory } from "../support/bot/story.ts";
import { aGitHub, commentsOn } from "../support/github/hosts.ts";
import { projectDir } from "../support/project-dir.ts";

test("a report becomes a case that an expert signs, that a fix makes pass, and that guards", {
  timeout: 120_000,
}, async () => {
  const github = await aGitHub({ people: storyPeople });
  const bot = await startBot(github);
  const chapters: Chapter[] = [];
  const end = await tellStory({
    github,
    bot,
    actionDir: await builtAction(),
    folder: projectDir({}),
    tell: (chapter) => chapters.push(chapter),
  });
  expect(chapters.map(({ title }) => title)).toEqual([
    "A report",
    "A label",
    "The reproduction",
    "A signature",
    "The merge",
    "The fix",
    "A guard",
    "The end",
  ]);
  expect(end).toMatchObject({ tag: "support-v1.0.0", isIssueOpen: false });
  expect(parse(end.caseText)).toMatchObject({
    status: "guarding",
    provenance: { issue: end.issue, reproduced: "14/20" },
    signOff: { by: "rae" },
  });
  const [answer] = await commentsOn(github, end.issue);
  expect(answer?.body).toContain(`**Merged** #${end.proposal} brought it into the dataset.`);
  expect(answer?.body).not.toContain("still needs");
  expect(answer?.body).toContain("*abstention after an empty search*");
});
