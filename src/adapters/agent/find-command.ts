import { access, constants, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";
import { UserError } from "../../core/errors.ts";

/**
 * The absolute path of a program, found as a shell would: on PATH, or from the root where the name
 * has a slash.
 *
 * @throws UserError where there is no such program or it may not be run.
 */
export async function findCommand(
  name: string,
  options: { readonly root: string; readonly path: string },
): Promise<string> {
  const candidates = name.includes("/")
    ? [resolve(options.root, name)]
    : options.path.split(delimiter).map((folder) => resolve(options.root, folder, name));
  let isThere = false;
  for (const candidate of candidates) {
    const found = await look(candidate);
    if (found === "runs") return candidate;
    isThere ||= found === "there";
  }
  if (isThere) {
    throw new UserError(
      "AGENT_COMMAND_NOT_EXECUTABLE",
      `The agent's command "${name}" may not be executed.`,
      `Run \`chmod +x ${name}\`, or name its interpreter first in \`agent.command\`: [python3, ${name}].`,
    );
  }
  throw new UserError(
    "AGENT_COMMAND_NOT_FOUND",
    `The agent's command "${name}" was not found${name.includes("/") ? " in the project" : " on PATH"}.`,
    "Set `agent.command` in tracegate.yaml to a program and its arguments as a list, such as [python3, agent.py]; install the program where it is missing.",
  );
}

async function look(path: string): Promise<"runs" | "there" | "absent"> {
  try {
    if (!(await stat(path)).isFile()) return "absent";
  } catch {
    // Not on this folder of PATH, or a folder that we may not read: the search goes on.
    return "absent";
  }
  return access(path, constants.X_OK).then(
    () => "runs",
    () => "there",
  );
}
