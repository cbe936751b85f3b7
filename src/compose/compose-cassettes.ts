import type { Project } from "../core/config/project.ts";
import { caseOfRun } from "../core/plan/run-record.ts";
import type { ComposedAgent } from "./compose-agent.ts";

/** Lets cassettes play the model in the cases that ask for one; their adapter is loaded only then. */
export async function playCassettes(
  agent: ComposedAgent,
  { dataset }: Project,
): Promise<ComposedAgent> {
  const recorded = dataset.cases.flatMap(({ id, model }) =>
    model === undefined ? [] : [{ id, ...model }],
  );
  if (recorded.length === 0) return agent;
  const [{ cassetteRunner }, { CassettePlayer }] = await Promise.all([
    import("../adapters/cassette/cassette-runner.ts"),
    import("../core/replay/cassette-player.ts"),
  ]);
  const players = new Map(
    recorded.map(({ id, file, cassette }) => [id, new CassettePlayer(cassette, file)]),
  );
  const runner = cassetteRunner(agent.runner, (id) => players.get(caseOfRun(id)));
  return { ...agent, runner };
}
