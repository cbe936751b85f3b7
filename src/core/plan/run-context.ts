import { z } from "zod";
import { UserError } from "../errors.ts";

/** Version of `context.json`. */
const runContextSchema = "tracegate.context/1";

const runContextFile = z.object({
  schema: z.literal(runContextSchema),
  headSha: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  pullRequest: z.int().positive().optional(),
});

/** What a job that ran the agent says it was run for. Written by code of the pull request: a claim, not a fact. */
export type RunContext = { readonly headSha?: string; readonly pullRequest?: number };

/** The file that stands beside the results of a job. */
export function renderRunContext(context: RunContext): string {
  return `${JSON.stringify({ schema: runContextSchema, ...context })}\n`;
}

/**
 * Holds the claim beside some results to what the event and the API say.
 *
 * It cannot prove that results are right; it catches those of another commit or pull request.
 *
 * @throws UserError `RESULTS_FOREIGN`, or `RESULTS_INVALID` where there is no readable claim.
 */
export function checkRunContext(text: string | undefined, actual: RunContext): void {
  const claim = text === undefined ? undefined : parse(text);
  if (claim === undefined)
    throw new UserError(
      "RESULTS_INVALID",
      "The results do not say which commit they are about: context.json is missing or not readable.",
      "Write them with this action in `mode: run`, and pass on the whole folder.",
    );
  const { headSha, pullRequest } = actual;
  if (headSha !== undefined && claim.headSha !== headSha)
    throw foreign(`commit ${claim.headSha ?? "(none)"}`, `commit ${headSha}`);
  if (
    pullRequest !== undefined &&
    claim.pullRequest !== undefined &&
    claim.pullRequest !== pullRequest
  )
    throw foreign(`pull request #${claim.pullRequest}`, `pull request #${pullRequest}`);
}

function foreign(claimed: string, actual: string): UserError {
  return new UserError(
    "RESULTS_FOREIGN",
    `The results say that they are about ${claimed}; this job is about ${actual}.`,
    "Hand over the results of the run for this very commit.",
  );
}

function parse(text: string): z.output<typeof runContextFile> | undefined {
  try {
    return runContextFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
