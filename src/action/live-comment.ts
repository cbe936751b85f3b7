import { commentMarker, projectName } from "../core/event/project-marks.ts";
import { nameSection } from "../core/report/comment/comment-sections.ts";
import { renderRunning } from "../core/report/comment/running.ts";
import type { Audience } from "./publish.ts";
import type { RunCount } from "./run-messages.ts";
import type { StepContext } from "./step-context.ts";

/** GitHub slows down who writes more often; and a run that is over before needs none. */
const usualEveryMs = 30_000;

/** The comment of a pull request while its runs are made. */
export type LiveComment = {
  /** Told as often as there is something new; most of it is not written. */
  show(count: RunCount): void;
  /** Resolves when nothing is on its way any more, so that what is written next stays. */
  end(): Promise<void>;
};

/**
 * Says in the comment how many of the runs are made, for the first time after 30 s and then once in 30 s at most.
 *
 * What goes wrong here is not told: the comment of the decision comes anyway, and says so itself.
 */
export function liveComment(
  { inputs }: Pick<StepContext, "inputs">,
  { host, place, pullRequest }: Audience,
  { everyMs = usualEveryMs, nowMs = () => performance.now() } = {},
): LiveComment {
  let lastMs = nowMs();
  let underWay: Promise<unknown> | undefined;
  const isMute = pullRequest === undefined || !inputs.mayComment;
  return {
    show: (count) => {
      if (isMute || underWay !== undefined || nowMs() - lastMs < everyMs) return;
      lastMs = nowMs();
      const marker = commentMarker(place);
      const { commentAuthor: author } = inputs;
      underWay = host
        .upsertComment(pullRequest.number, {
          marker,
          body: nameSection(renderRunning(count, { marker }), projectName(place)),
          isSection: true,
          ...(author !== undefined && { author }),
        })
        .catch(() => {})
        .finally(() => {
          underWay = undefined;
        });
    },
    end: async () => {
      await underWay;
    },
  };
}
