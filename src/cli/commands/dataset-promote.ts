import { join } from "node:path";
import { promoteDataset } from "../../app/dataset/promote-dataset.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composePromotion } from "../../compose/compose-promotion.ts";
import { cacheFolder } from "../../compose/compose-results.ts";
import { promotionJson } from "../../core/report/dataset/promotion-json.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderPromotion } from "../../core/report/terminal/promotion-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { askingProgress } from "../asking-progress.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, PromoteOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate dataset promote`: the commit's dataset becomes a version, or it is said what blocks it. */
export async function promoteCommand(
  options: PromoteOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const ports = composePromotion({
    root: place.root,
    environment: io.env,
    cacheFolder: join(place.root, cacheFolder),
    mayRemember: options.cached === true,
    onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`)),
  });
  const progress = askingProgress(io);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const promotion = await promoteDataset(
      {
        project: projectRequest(place),
        isDryRun: options.dryRun === true,
        mayPush: options.push === true,
        signal: interrupt.signal,
        nowMs: Date.now,
        onAnswer: (judge, answered) => progress.onAnswer(judge)(answered),
      },
      ports,
    );
    progress.end();
    if (promotion === undefined) {
      io.stderr.write(
        "Interrupted: nothing was tagged. Go on with `tracegate dataset promote --cached`.\n",
      );
      return exitCodes.interrupted;
    }
    io.stdout.write(
      options.json
        ? renderJson(promotionJson(promotion))
        : renderPromotion(promotion, painterFor(options, io)),
    );
    return promotion.kind === "blocked" ? exitCodes.fail : exitCodes.pass;
  } finally {
    progress.end();
    unsubscribe();
  }
}
