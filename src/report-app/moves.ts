import type { Move } from "../core/report/html/align-steps.ts";
import type { OpenSession } from "./blocks.ts";

/** What a session is compared by: what the user said, which tools were called with what, and what was replied. */
export function movesOf({ view, texts }: OpenSession): readonly Move[] {
  return view.turns.flatMap((turn, place): readonly Move[] => {
    const number = place + 1;
    return [
      { at: `${number}`, kind: "user", name: "user", detail: texts[turn.user] ?? "" },
      ...turn.steps.flatMap((step, index): readonly Move[] => {
        if (step.kind !== "tool") return [];
        const given = step.arguments === undefined ? "" : (texts[step.arguments] ?? "");
        const got = step.result === undefined ? step.line : (texts[step.result] ?? "");
        const detail = `${given}\n→ ${got}`;
        return [{ at: `${number}.${index + 1}`, kind: "tool", name: step.name, detail }];
      }),
      ...(turn.reply === undefined
        ? []
        : [
            {
              at: `${number}`,
              kind: "reply" as const,
              name: "reply",
              detail: texts[turn.reply] ?? "",
            },
          ]),
    ];
  });
}
