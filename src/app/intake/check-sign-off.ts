import {
  checkSignOffs,
  type SignOffStanding,
  signOffOf,
} from "../../core/dataset/check-sign-offs.ts";
import { editCase } from "../../core/dataset/edit-case.ts";
import { type DueSignOff, dueSignOffs } from "../../core/dataset/sign-off.ts";
import { UserError } from "../../core/errors.ts";
import { reviewMarker } from "../../core/event/project-marks.ts";
import { type PlaceInRepository, pathInRepository } from "../../core/event/relevance.ts";
import { signOffContext, signOffMarker } from "../../core/event/sign-off-marks.ts";
import { type ReproductionFact, readReproductionFacts } from "../../core/plan/reproduction-fact.ts";
import {
  renderSignOff,
  type SignOffReport,
  signOffStatus,
} from "../../core/report/intake/sign-off-status.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { FileChange } from "../../ports/repo-files.ts";
import type { DatedComment, ReviewedChange } from "../../ports/review-host.ts";
import { type DatasetAt, datasetAt, signablesAt, touchedIds } from "../project/dataset-at.ts";
import { mustComment } from "./must-comment.ts";
import { issueOf, issueOfCase } from "./report-of-case.ts";
import { evidenceOf, type SignOffPorts, whoMaySign } from "./sign-off-evidence.ts";

/** What was found of one pull request. */
export type SignOffCheck = {
  readonly change: ReviewedChange;
  readonly report: SignOffReport;
  /** Files that say less than people do; to be written where we can. */
  readonly claims: readonly FileChange[];
};

/** Who speaks with a job's own token. */
const workflowBot = "github-actions[bot]";

/** How often claims are written before a branch that others keep moving is left alone. */
const mostRounds = 3;

/**
 * Publishes on a pull request whether experts signed what it does to the dataset, and writes their sign-offs into the
 * files of its branch.
 *
 * Nothing happens to one that is closed. All is derived from what the host says now, so any number of these may run at
 * once, and again.
 *
 * @throws UserError where the host refuses; the status is red then, not absent.
 */
export async function publishSignOff(number: number, ports: SignOffPorts): Promise<void> {
  const { reviews, conversations, place } = ports;
  for (let round = 0; ; round += 1) {
    const change = await reviews.change(number);
    if (change.state !== "open") return;
    const context = signOffContext(place);
    const checked = await checkOrRefuse(change, ports);
    if ("error" in checked) {
      const description = checked.error.message;
      await reviews.setStatus({ sha: change.headSha, state: "error", description, context });
      throw checked.error;
    }
    if (round < mostRounds && (await writeClaims(checked, ports))) continue;
    // The host lists the files of the newest head: where that has moved, they say nothing about this one.
    if ((await reviews.change(number)).headSha !== change.headSha) {
      if (round < mostRounds) continue;
      throw busy(number);
    }
    const { report } = checked;
    await reviews.setStatus({ sha: change.headSha, context, ...signOffStatus(report) });
    const marker = signOffMarker(place);
    if (report.standings.length > 0 || (await isThere(marker, number, conversations)))
      await mustComment(number, { marker, body: renderSignOff(report, marker) }, conversations);
    return;
  }
}

function busy(number: number): UserError {
  return new UserError(
    "PULL_REQUEST_BUSY",
    `Pull request #${number} is pushed to all the time, so that nothing could be said of it.`,
    "Nothing: the next push is looked at again.",
  );
}

async function checkOrRefuse(
  change: ReviewedChange,
  ports: SignOffPorts,
): Promise<SignOffCheck | { readonly error: UserError }> {
  try {
    return await checkSignOff(change, ports);
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}

async function isThere(
  marker: string,
  number: number,
  conversations: ConversationHost,
): Promise<boolean> {
  const listed = await conversations.comments(number);
  return listed.some((one) => one.author === conversations.author && one.body.startsWith(marker));
}

/** Finds what a change does to the dataset, and who signed it. Writes nothing. */
export async function checkSignOff(
  change: ReviewedChange,
  ports: SignOffPorts,
): Promise<SignOffCheck> {
  const { reviews, files, place } = ports;
  const nothing = {
    standings: [],
    experts: [],
    authors: [],
    isFork: change.isFork,
    touchesOther: false,
  };
  const changed = await reviews.changedFiles(change.number);
  if (changed.kind === "incomplete") throw tooManyFiles();
  const tip = await files.tipOf(change.baseRef);
  const base = await datasetAt(ports, tip ?? change.baseSha);
  const paths = inProject(changed.paths, place);
  const { dataset: folder = "", evaluators = "" } = base.readings.config.folders;
  const concerns = (path: string): boolean =>
    path === place.configPath || path.startsWith(`${folder}/`) || path.startsWith(`${evaluators}/`);
  if (!paths.some(concerns) && base.readings.config.config !== undefined)
    return { change, report: nothing, claims: [] };
  const head = await datasetAt(ports, change.headSha);
  const ids = touchedIds(base, head, new Set(paths));
  const [before, now] = await Promise.all([
    signablesAt(ports, base, ids),
    signablesAt(ports, head, ids),
  ]);
  const due = dueSignOffs(before, now);
  if (due.length === 0) return { change, report: nothing, claims: [] };
  const named = expertsOf(base) ?? expertsOf(head) ?? [];
  const authors = await authorsOf(change, due, { head, ports });
  const comments = await reviews.comments(change.number);
  const look = { due, head, base, paths: new Set(paths), comments, ports };
  const evidence = await evidenceOf(change, look);
  const people = evidence.map(({ login }) => login);
  const experts = await whoMaySign(named, people, reviews);
  const standings = checkSignOffs(due, evidence, { experts, authors });
  return {
    change,
    report: {
      standings,
      experts: named,
      authors,
      isFork: change.isFork,
      touchesOther: paths.some((path) => !concerns(path)),
    },
    claims: claimsOf(standings, factsIn(comments, place, ports.conversations.author), {
      texts: head.texts,
      place,
    }),
  };
}

function tooManyFiles(): UserError {
  return new UserError(
    "TOO_MANY_FILES",
    "The pull request changes more files than GitHub lists, so that what it does to cases cannot be known.",
    "Change the dataset in a pull request of its own.",
  );
}

function inProject(paths: readonly string[], { folder }: PlaceInRepository): readonly string[] {
  if (folder === "") return paths;
  return paths.map((path) =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : `../${path}`,
  );
}

function expertsOf({ readings }: DatasetAt): readonly string[] | undefined {
  return readings.dataset?.dataset?.value.experts;
}

/** Who wrote the change; of one that we opened, whoever filed the reports that its cases were made of. */
async function authorsOf(
  change: ReviewedChange,
  due: readonly DueSignOff[],
  { head, ports }: { readonly head: DatasetAt; readonly ports: SignOffPorts },
): Promise<readonly string[]> {
  const { reviews, conversations } = ports;
  const wrote = await reviews.authorsOf(change.number);
  if (wrote.kind === "unknown")
    throw new UserError(
      "TOO_MANY_COMMITS",
      "The pull request has more commits than GitHub lists, so that its authors cannot be known.",
      "Squash them, or change the dataset in a pull request of its own.",
    );
  const reports = new Set(
    due.flatMap(({ caseId }) => {
      const found = head.readings.dataset?.cases.find(({ source }) => source.id === caseId);
      const issue = found === undefined ? undefined : issueOfCase(found.source);
      return issue === undefined ? [] : [issue];
    }),
  );
  const isOurs = change.author === conversations.author;
  // The branch names the report whatever the files say.
  const named = issueOf(change.branch);
  if (named !== undefined) reports.add(named);
  const filed = isOurs
    ? await Promise.all([...reports].map((number) => conversations.issue(number)))
    : [];
  const all = [change.author, ...wrote.logins, ...filed.flatMap((issue) => issue?.author ?? [])];
  return [...new Set(all)].filter((login) => login !== "" && login !== conversations.author);
}

/**
 * The case files with the sign-offs that people gave and the files do not say yet. A signed case that was proposed becomes
 * open once it is known to fail on the base, and says so.
 */
function claimsOf(
  standings: readonly SignOffStanding[],
  facts: readonly ReproductionFact[],
  { texts, place }: { readonly texts: DatasetAt["texts"]; readonly place: PlaceInRepository },
): readonly FileChange[] {
  return standings.flatMap(({ due, state }) => {
    const text = texts.get(due.file);
    const { caseId, digest, kind } = due;
    const isSigned = state.kind === "unwritten" || state.kind === "signed";
    if (!isSigned || kind === "withdrawn" || digest === undefined || text === undefined) return [];
    const signed =
      state.kind === "signed" ? text : editCase(text, { signOff: signOffOf(digest, state) });
    const fact = facts.find((one) => one.caseId === caseId && one.digest === digest);
    const edited = signed === undefined ? undefined : opened(signed, due, fact);
    if (edited === undefined || edited === text) return [];
    return [{ path: pathInRepository(due.file, place), text: edited }];
  });
}

function opened(
  text: string,
  { status }: DueSignOff,
  fact: ReproductionFact | undefined,
): string | undefined {
  if (status !== "proposed" || fact?.standing !== "reproduced") return text;
  const { failed, scored, commit: failedOn } = fact;
  return editCase(text, {
    status: "open",
    provenance: { failedOn, reproduced: `${failed}/${scored}` },
  });
}

/** What the action found out when it ran the cases; comments of others that look so count for nothing. */
function factsIn(
  comments: readonly DatedComment[],
  place: PlaceInRepository,
  ours: string,
): readonly ReproductionFact[] {
  const marker = reviewMarker(place);
  return comments
    .filter(({ author, body }) => [ours, workflowBot].includes(author) && body.startsWith(marker))
    .flatMap(({ body }) => readReproductionFacts(body));
}

/** True where the branch moved, by us or by somebody else meanwhile. A fork's branch is not ours to write. */
async function writeClaims(
  { change, claims }: SignOffCheck,
  { files }: SignOffPorts,
): Promise<boolean> {
  if (claims.length === 0 || change.isFork) return false;
  const commit = await files.makeCommit({
    parent: change.headSha,
    message: "Write down who signed\n",
    files: claims,
  });
  await files.moveBranch(change.branch, commit);
  return true;
}
