import type { Blocker, Promotion } from "../../calibrate/promotion.ts";
import { renderChangelog } from "../dataset/changelog.ts";
import { countOf } from "../numbers.ts";
import { terminalLines, terminalText } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

/** What became of a promotion, as a terminal shows it. */
export function renderPromotion(promotion: Promotion, painter: Painter): string {
  switch (promotion.kind) {
    case "unchanged":
      return `${painter.green("promotion: nothing to promote")}\n${promotion.tag} holds this dataset already${
        promotion.isPushed ? "; it was not on origin yet, and is now" : ""
      }.\n`;
    case "promoted": {
      const { tag, commit, isDryRun, isPushed, changelog } = promotion;
      const head = isDryRun ? "promotion: nothing blocks" : "promotion: promoted";
      const done = isDryRun
        ? `${tag} would be made at ${commit.slice(0, 7)}; nothing was written.`
        : `${tag} is made at ${commit.slice(0, 7)}${isPushed ? " and pushed to origin" : `; send it with \`git push origin refs/tags/${tag}\``}.`;
      return `${painter.green(head)}\n${done}\n\n${terminalLines(changelog)}`;
    }
    case "blocked":
      return renderBlocked(promotion, painter);
  }
}

function renderBlocked(
  promotion: Extract<Promotion, { readonly kind: "blocked" }>,
  painter: Painter,
): string {
  const { blockers, tag } = promotion;
  const kinds = [...new Set(blockers.map(({ kind }) => kind))];
  const isAsked = kinds.includes("calibration");
  return [
    painter.red(`promotion: blocked (${kinds.join(", ")})`),
    `${countOf(blockers.length, "thing")} ${blockers.length === 1 ? "keeps" : "keep"} ${tag} from being made; nothing was tagged.${
      isAsked ? "" : " No judge was asked yet."
    }`,
    "",
    ...blockers.flatMap((blocker) => blockerLines(blocker, painter)),
    "",
    painter.dim("What the version would hold:"),
    terminalLines(renderChangelog(promotion, [])),
  ].join("\n");
}

function blockerLines({ subject, file, reason, fix }: Blocker, painter: Painter): string[] {
  const where = subject === file ? "" : painter.dim(`  ${terminalText(file)}`);
  return [
    `${painter.bold(terminalText(subject))}${where}`,
    `  ${terminalText(reason, 600)}`,
    `  fix: ${terminalText(fix, 400)}`,
  ];
}
