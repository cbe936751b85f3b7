import type { CaseDocument } from "../../core/config/check-case.ts";
import { recordedSessionPath } from "../../core/config/recorded-sessions.ts";
import { type PlaceInRepository, pathInRepository } from "../../core/event/relevance.ts";
import type { RepoFiles } from "../../ports/repo-files.ts";
import type { ReviewedChange, ReviewHost } from "../../ports/review-host.ts";
import { type DatasetAt, type DatasetSource, datasetAt } from "../project/dataset-at.ts";

/** A case that a pull request adds or changes. Paths are seen from the project. */
export type ProposedCaseFile = {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  /** The session that its tools are answered from, or that it was made of. */
  readonly session: string;
  readonly document: CaseDocument;
};

/** The open pull request with the cases that it adds or changes. */
export type ProposedCases = {
  readonly change: ReviewedChange;
  readonly head: DatasetAt;
  readonly cases: readonly ProposedCaseFile[];
};

/** The cases of a pull request into whose branch we can write, or why there is nothing to write. A clause. */
export async function proposedCases(
  number: number,
  ports: DatasetSource & { readonly files: RepoFiles; readonly reviews: ReviewHost },
): Promise<ProposedCases | string> {
  const change = await ports.reviews.change(number);
  if (change.state !== "open") return "the pull request is closed";
  if (change.isFork) return "the branch lies in a fork, where I cannot write";
  const changed = await ports.reviews.changedFiles(number);
  if (changed.kind === "incomplete") return "the pull request changes too many files";
  const head = await datasetAt(ports, change.headSha);
  const paths = new Set(changed.paths);
  const folder = head.readings.config.folders.dataset ?? "";
  const cases = (head.readings.dataset?.cases ?? []).flatMap((document): ProposedCaseFile[] => {
    const { file } = document.document;
    const text = head.texts.get(file);
    if (text === undefined || !paths.has(inRepository(file, ports.place))) return [];
    const { id } = document.source;
    const session = recordedSessionPath(folder, document.source) ?? `${folder}/sessions/${id}.json`;
    return [{ id, file, text, session, document }];
  });
  return cases.length === 0 ? "the pull request adds and changes no case" : { change, head, cases };
}

/** A file of the project, as the repository names it. */
export function inRepository(path: string, place: PlaceInRepository): string {
  return pathInRepository(path, place);
}
