import type { SessionTools, ToolDirective } from "../../../src/core/replay/session-tools.ts";
import type { ToolRequest } from "../../../src/core/trace/session.ts";

export type DirectedTools = SessionTools & { readonly asked: readonly ToolRequest[] };

/** Tools of a session that do as they are told, call by call; live when nothing is left. */
export function directedTools(
  directives: readonly ToolDirective[],
  readOnly: readonly string[] = [],
): DirectedTools {
  const asked: ToolRequest[] = [];
  let gap: string | undefined;
  return {
    asked,
    catalog: [],
    get gap() {
      return gap;
    },
    isReadOnly: (tool) => readOnly.includes(tool),
    answer: (call) => {
      const directive = directives[asked.push(call) - 1] ?? { kind: "live" };
      if (directive.kind === "gap") gap = directive.reason;
      return directive;
    },
  };
}
