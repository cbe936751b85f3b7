import type { CaseSource, CaseUser, MachineState } from "./dataset.ts";
import { personaOf } from "./persona-field.ts";
import type { UserField } from "./user-field.ts";

/** Who plays the user of a case or scenario, in the one shape that a run reads. */
export function caseUser(source: CaseSource): CaseUser {
  if ("conversation" in source) {
    return { kind: "conversation", turns: source.conversation.map(({ user }) => user) };
  }
  const { goal, user, persona } = source;
  const stopWhenReplyContains = user.stopWhen?.replyContains ?? [];
  switch (user.kind) {
    case "scripted":
      return { kind: "scripted", goal, turns: user.turns, stopWhenReplyContains };
    case "machine":
      return {
        kind: "machine",
        goal,
        start: user.start,
        states: Object.fromEntries(
          Object.entries(user.states).map(([name, state]) => [name, stateOf(state)]),
        ),
        maxTurns: user.maxTurns,
        stopWhenReplyContains,
      };
    case "model":
      return {
        kind: "model",
        goal,
        persona: personaOf(persona),
        ...(user.opening !== undefined && { opening: user.opening }),
        maxTurns: user.maxTurns,
        ...(user.stop !== undefined && { stop: user.stop }),
        stopWhenReplyContains,
      };
  }
}

/** How many turns a session of this user has at most. */
export function mostTurns(user: CaseUser): number {
  return user.kind === "conversation" || user.kind === "scripted"
    ? user.turns.length
    : user.maxTurns;
}

type StateField = Extract<UserField, { kind: "machine" }>["states"][string];

function stateOf({ say, next }: StateField): MachineState {
  return {
    say: typeof say === "string" ? [say] : say,
    next: next.map(({ when, go, otherwise }) => ({
      ...(when !== undefined && { when }),
      go: go ?? otherwise ?? "",
    })),
  };
}
