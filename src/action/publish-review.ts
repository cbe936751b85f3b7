import { resultFiles } from "../app/results/result-files.ts";
import { reviewMarker } from "../core/event/project-marks.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import { pathInRepository } from "../core/event/relevance.ts";
import type { Decision } from "../core/gate/decision.ts";
import { raisedFloors } from "../core/gate/raised-floors.ts";
import { type DatasetReview, parseDatasetReview } from "../core/plan/dataset-review.ts";
import {
  renderDatasetReview,
  renderWithdrawnReview,
} from "../core/report/dataset/dataset-review.ts";
import type { ChangedFiles } from "../ports/pull-request-host.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { asUserError } from "./as-user-error.ts";
import type { Audience } from "./publish.ts";
import { reportUnpublished } from "./report.ts";
import type { StepContext } from "./step-context.ts";

export type ReviewedResults = {
  readonly folder: RunFolder;
  readonly decision: Decision;
  /** Folders of dataset and evaluators, as the base names them, and what the pull request touches; absent on a push. */
  readonly releases?: {
    readonly folders: { readonly dataset: string; readonly evaluators: string };
    readonly changed: ChangedFiles;
  };
};

/**
 * Tells a pull request what it does to the dataset, in a comment of its own. Never rejects: what goes wrong here is a
 * warning, since the gate has decided already.
 */
export async function publishReview(
  context: StepContext,
  audience: Audience,
  { folder, decision, releases }: ReviewedResults,
): Promise<void> {
  const { plan } = context;
  const { place } = audience;
  await write(context, audience, (marker) => {
    const review = readReview(folder);
    if (review === undefined || !concerns(review, releases, place)) return undefined;
    const touched = review.cases.length === 0 ? [] : review.dimensions;
    const floors = raisedFloors(decision, new Set(touched.map(({ name }) => name)));
    // After `workflow_run` a stranger's code may have written it: people read it, and the bot counts none of it.
    return renderDatasetReview(review, floors, { marker, isBelieved: plan.head === undefined });
  });
}

/** Takes back what an older commit of a pull request did to the dataset. Never rejects. */
export async function withdrawReview(context: StepContext, audience: Audience): Promise<void> {
  await write(context, audience, () => undefined);
}

/** Where there is nothing to say, what stands there is taken back: it is about an older commit. */
async function write(
  { io, inputs }: StepContext,
  { host, place, pullRequest }: Audience,
  render: (marker: string) => string | undefined,
): Promise<void> {
  if (pullRequest === undefined || !inputs.mayComment) return;
  const { number, headSha } = pullRequest;
  const { commentAuthor: author } = inputs;
  try {
    const marker = reviewMarker(place);
    const body = render(marker);
    const result = await host.upsertComment(number, {
      marker,
      body: body ?? renderWithdrawnReview(headSha, { marker }),
      isNext: true,
      ...(body === undefined && { isOptional: true }),
      ...(author !== undefined && { author }),
    });
    if (result.kind === "not-published") reportUnpublished(io, result);
  } catch (error) {
    const { message, fix } = asUserError(error);
    reportUnpublished(io, { reason: message, fix });
  }
}

function readReview(folder: RunFolder): DatasetReview | undefined {
  const text = folder.read(resultFiles.datasetReview);
  return text === undefined ? undefined : parseDatasetReview(text, resultFiles.datasetReview);
}

/** What could not be looked at is told only where the pull request touches the dataset at all. */
function concerns(
  { cases, statuses }: DatasetReview,
  releases: ReviewedResults["releases"],
  place: PlaceInRepository,
): boolean {
  if (cases.length + statuses.length > 0) return true;
  if (releases === undefined || releases.changed.kind === "incomplete")
    return releases !== undefined;
  const { folders, changed } = releases;
  return changed.paths.some((path) =>
    [folders.dataset, folders.evaluators].some((folder) =>
      path.startsWith(`${pathInRepository(folder, place)}/`),
    ),
  );
}
