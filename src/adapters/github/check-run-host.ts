import { z } from "zod";
import type { FileAnnotation } from "../../core/report/comment/annotations.ts";
import type { CheckRun } from "../../core/report/comment/check-run.ts";
import type { CheckRunHost } from "../../ports/check-run-host.ts";
import { notPublished } from "./explain.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { type Patience, patient } from "./retry.ts";

/** GitHub takes no more annotations in one request. */
const annotationsAtOnce = 50;

const written = z.object({ id: z.int().positive(), html_url: z.string().nullish() });
const once = { isRepeatable: false };

/**
 * Check runs of one GitHub repository. They hang at an arbitrary suite of the commit, so that what is required of a
 * merge is the job's own result.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubCheckRuns(
  address: GitHubAddress,
  patience: Patience = patient,
): CheckRunHost {
  const client = new GitHubClient(address, patience);
  return {
    publish: async (sha, checkRun) => {
      const { name, conclusion, annotations } = checkRun;
      const [first = [], ...more] = batches(annotations);
      try {
        // Asked again, GitHub would make a second one.
        const { id, html_url: url } = await client.ask(
          written,
          "POST /repos/{owner}/{repo}/check-runs",
          {
            name,
            head_sha: sha,
            status: "completed",
            conclusion,
            output: outputOf(checkRun, first),
          },
          once,
        );
        const route = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
        // Each adds its annotations to those before.
        for (const batch of more)
          await client.ask(
            written,
            route,
            { check_run_id: id, output: outputOf(checkRun, batch) },
            once,
          );
        return { kind: "created", url: url ?? "" };
      } catch (error) {
        return notPublished(error, `The check run on ${sha}`, "checks: write");
      }
    },
  };
}

function batches(annotations: readonly FileAnnotation[]): readonly (readonly FileAnnotation[])[] {
  return Array.from({ length: Math.ceil(annotations.length / annotationsAtOnce) }, (_, place) =>
    annotations.slice(place * annotationsAtOnce, (place + 1) * annotationsAtOnce),
  );
}

function outputOf({ title, summary }: CheckRun, annotations: readonly FileAnnotation[]): object {
  return {
    title,
    summary,
    annotations: annotations.flatMap(({ path, level, title: head, message }) => {
      if (path === undefined) return [];
      const place = { path, start_line: 1, end_line: 1 };
      return [{ ...place, annotation_level: level, title: head, message }];
    }),
  };
}
