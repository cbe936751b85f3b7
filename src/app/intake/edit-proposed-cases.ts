import { type CaseEdit, editCase } from "../../core/dataset/edit-case.ts";
import { readLabels, renderLabelLine } from "../../core/dataset/label-file.ts";
import { pathInRepository } from "../../core/event/relevance.ts";
import type { Command } from "../../core/intake/parse-command.ts";
import type { CommandResult } from "../../core/report/intake/command-answer.ts";
import type { FileChange } from "../../ports/repo-files.ts";
import { publishSignOff } from "./check-sign-off.ts";
import { type ProposedCases, proposedCases } from "./proposed-cases.ts";
import type { SignOffPorts } from "./sign-off-evidence.ts";

type Edit = Extract<Command, { readonly name: "label" | "failure-mode" | "quarantine" }>;

export type EditRequest = {
  readonly number: number;
  /** The comment with the command, and who wrote it. */
  readonly commentId: number;
  readonly login: string;
  readonly command: Edit;
};

/** Others may push at the same time as we; then all is looked at again. */
const mostRounds = 3;

/**
 * Writes what a command says into the cases of a pull request, or somebody's label beside them, in one commit. Writing what
 * stands there already does nothing.
 *
 * @throws UserError where the host refuses.
 */
export async function editProposedCases(
  request: EditRequest,
  ports: SignOffPorts,
): Promise<CommandResult> {
  for (let round = 0; round < mostRounds; round += 1) {
    const found = await proposedCases(request.number, ports);
    if (typeof found === "string") return { kind: "impossible", reason: found };
    const files = await changesOf(request, found, ports);
    if (typeof files === "string") return { kind: "impossible", reason: files };
    if (files.length === 0) return { kind: "done" };
    const { change } = found;
    const commit = await ports.files.makeCommit({
      parent: change.headSha,
      message: `${messageOf(request.command)}\n`,
      files,
    });
    if ((await ports.files.moveBranch(change.branch, commit)) === "lost") continue;
    // A commit of a job's own token starts no other job, so that nobody else would publish it.
    await publishSignOff(request.number, ports);
    return { kind: "done" };
  }
  return { kind: "impossible", reason: "others push to the branch all the time; try again" };
}

function messageOf(command: Edit): string {
  switch (command.name) {
    case "label":
      return `Label a session for ${command.dimension}`;
    case "failure-mode":
      return `Say the failure mode: ${command.mode}`;
    case "quarantine":
      return "Quarantine the case";
  }
}

async function changesOf(
  { command, commentId, login }: EditRequest,
  found: ProposedCases,
  ports: SignOffPorts,
): Promise<readonly FileChange[] | string> {
  switch (command.name) {
    case "label":
      return await labelled({ command, commentId, login }, found, ports);
    case "failure-mode":
      return edited(found, { failureMode: command.mode }, ports);
    case "quarantine":
      return await quarantined({ why: command.why, commentId, login }, found, ports);
  }
}

/** Who asks for it looks after it, from that day on. */
async function quarantined(
  {
    why,
    commentId,
    login: owner,
  }: {
    readonly why: string | undefined;
    readonly commentId: number;
    readonly login: string;
  },
  found: ProposedCases,
  ports: SignOffPorts,
): Promise<readonly FileChange[] | string> {
  const { number } = found.change;
  const at = await saidAt(number, commentId, ports);
  if (at === undefined) return commentGone;
  const reason = why ?? `Quarantined in #${number}, without a reason.`;
  const quarantine = { owner, since: at.slice(0, 10), reason };
  return edited(found, { status: "quarantined", quarantine }, ports);
}

function edited(
  { cases }: ProposedCases,
  edit: CaseEdit,
  { place }: SignOffPorts,
): readonly FileChange[] | string {
  const files: FileChange[] = [];
  for (const { id, file, text } of cases) {
    const now = editCase(text, edit);
    if (now === undefined) return `\`${id}\` cannot be read`;
    if (now !== text) files.push({ path: pathInRepository(file, place), text: now });
  }
  return files;
}

const commentGone = "the comment is gone";

async function saidAt(
  number: number,
  commentId: number,
  { reviews }: SignOffPorts,
): Promise<string | undefined> {
  return (await reviews.comments(number)).find(({ id }) => id === commentId)?.at;
}

/** One person has one word on a session: what they said before is replaced. */
async function labelled(
  {
    command,
    commentId,
    login,
  }: {
    readonly command: Extract<Edit, { readonly name: "label" }>;
    readonly commentId: number;
    readonly login: string;
  },
  { change, head, cases }: ProposedCases,
  ports: SignOffPorts,
): Promise<readonly FileChange[] | string> {
  const { dimension, label, why } = command;
  const [one, ...others] = cases;
  if (one === undefined || others.length > 0)
    return "the pull request has several cases; give them pull requests of their own with `/tracegate split`";
  const known = head.readings.dataset?.dataset?.value.dimensions ?? {};
  if (!Object.hasOwn(known, dimension))
    return `the dataset has no dimension \`${dimension}\`; it has ${Object.keys(known).slice(0, 20).join(", ")}`;
  const folder = head.readings.config.folders.dataset ?? "";
  const paths = [one.session, `${folder}/labels/${dimension}.jsonl`].map((path) =>
    pathInRepository(path, ports.place),
  );
  const [sessionPath = "", labelPath = ""] = paths;
  const texts = await ports.files.readTexts(
    change.headSha,
    paths.map((path) => ({ path, depth: 0 })),
  );
  if (!texts.some(({ path }) => path === sessionPath))
    return "the session of the case is not there";
  const at = await saidAt(change.number, commentId, ports);
  if (at === undefined) return commentGone;
  const before = texts.find(({ path }) => path === labelPath);
  const old =
    before === undefined
      ? ""
      : (before.text ?? (await ports.pullRequests.fileAt(labelPath, change.headSha)));
  if (old === undefined) return "the labels cannot be read";
  const session = one.session.replace(/^.*\//, "").replace(/\.json$/, "");
  const line = renderLabelLine({
    session,
    label,
    by: login,
    at,
    ...(why !== undefined && { why }),
  });
  const same = readLabels(labelPath, old).labels.find(
    (word) => word.session === session && word.by === login,
  );
  const rows = old
    .split("\n")
    .filter((row, index) => row.trim() !== "" && index + 1 !== same?.line);
  const text = `${[...rows, line].join("\n")}\n`;
  return text === old ? [] : [{ path: labelPath, text }];
}
