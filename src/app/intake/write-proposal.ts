import { gitBlob } from "../../core/intake/git-blob.ts";
import { proposalBranch } from "../../core/intake/proposal-marker.ts";
import type { Proposal, ProposalHost } from "../../ports/proposal-host.ts";
import type { FileChange, RepoFiles } from "../../ports/repo-files.ts";
import type { Proposals } from "./look-at-proposals.ts";

export type ProposalToWrite = {
  readonly issue: number;
  /** The branch that it is to be merged into, and its commit. */
  readonly base: string;
  readonly tip: string;
  /** Paths seen from the repository. */
  readonly files: readonly (FileChange & { readonly text: string })[];
  readonly message: string;
  readonly title: string;
  readonly body: string;
  readonly proposals: Proposals;
  /** Files that we wrote before, with git's digest of what we wrote. */
  readonly before: ReadonlyMap<string, string>;
  /** Writes over what people changed on the branch. */
  readonly isForced: boolean;
};

export type WrittenProposal =
  | { readonly kind: "proposed"; readonly number: number }
  /** People changed what we wrote; nothing was written. */
  | { readonly kind: "kept"; readonly number: number }
  /** Somebody else wrote at the same time: look at everything again. */
  | { readonly kind: "again" };

type Hosts = { readonly files: RepoFiles; readonly proposals: ProposalHost };

/**
 * Writes the files of a proposal to its branch, and opens its pull request or brings it up to date.
 *
 * The branch is made with its first commit, so that it is never empty; of several who make it at once one succeeds, and the
 * others look again.
 */
export async function writeProposal(
  proposal: ProposalToWrite,
  hosts: Hosts,
): Promise<WrittenProposal> {
  const { open } = proposal.proposals;
  if (open !== undefined) return await update(open, proposal, hosts);
  const branch = proposalBranch(proposal.issue);
  const { tip: parent, message, files } = proposal;
  const commit = await hosts.files.makeCommit({ parent, message, files });
  if ((await hosts.files.createBranch(branch, commit)) === "exists") {
    // What was left by a crash, or by another replica that is about to open its pull request.
    const tip = await hosts.files.tipOf(branch);
    if (tip === undefined) return { kind: "again" };
    if ((await writeOver(branch, tip, proposal, hosts)) === "lost") return { kind: "again" };
  }
  const { base, title, body } = proposal;
  const opened = await hosts.proposals.openProposal({ branch, base, title, body });
  const isOurs = isSame(opened.body, body);
  if (!isOurs) return { kind: "again" };
  return { kind: "proposed", number: opened.number };
}

async function update(
  open: Proposal,
  proposal: ProposalToWrite,
  hosts: Hosts,
): Promise<WrittenProposal> {
  const { branch, headSha, number } = open;
  const written = await writeOver(branch, headSha, proposal, hosts);
  if (written === "lost") return { kind: "again" };
  if (written === "edited") return { kind: "kept", number };
  const { title, body } = proposal;
  if (open.title !== title || !isSame(open.body, body))
    await hosts.proposals.updateProposal(number, { title, body });
  return { kind: "proposed", number };
}

/** Puts the files on top of a commit of the branch, unless they stand there already or people changed them. */
async function writeOver(
  branch: string,
  parent: string,
  { files, before, message, isForced }: ProposalToWrite,
  hosts: Hosts,
): Promise<"written" | "lost" | "edited"> {
  const paths = new Set([...files.map(({ path }) => path), ...before.keys()]);
  const places = [...paths].map((path) => ({ path, depth: 0 }));
  const found = await hosts.files.readTexts(parent, places);
  const blobs = new Map(found.map(({ path, blob }) => [path, blob]));
  const wanted = new Map(files.map(({ path, text }) => [path, gitBlob(text)]));
  const isThere = [...paths].every((path) => blobs.get(path) === wanted.get(path));
  if (isThere) return "written";
  const isEdited = [...before].some(([path, blob]) => {
    const now = blobs.get(path);
    return now !== blob && now !== wanted.get(path);
  });
  if (isEdited && !isForced) return "edited";
  const gone = [...before.keys()].filter((path) => !wanted.has(path) && blobs.has(path));
  const changes = [...files, ...gone.map((path) => ({ path, text: undefined }))];
  const commit = await hosts.files.makeCommit({ parent, message, files: changes });
  return (await hosts.files.moveBranch(branch, commit)) === "moved" ? "written" : "lost";
}

/** GitHub hands texts back with other line ends. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
