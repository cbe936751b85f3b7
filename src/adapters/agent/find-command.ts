import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { UserError } from "../../core/errors.ts";

/**
 * The absolute path of a program, found as a shell would: on PATH, or from the root where the name
 * has a slash.
 *
 * @throws UserError where there is no such program or it may not be run.
 */
export function findCommand(
  name: string,
  options: { readonly root: string; readonly path: string },
): string {
  const candidates = name.includes("/")
    ? [resolve(options.root, name)]
    : options.path.split(delimiter).map((folder) => resolve(options.root, folder, name));
  let isThere = false;
  for (const candidate of candidates) {
    const found = look(candidate);
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

/** Not in Node's threads: their start takes longer than a look, and their memory is copied for each process that we start. */
function look(path: string): "runs" | "there" | "absent" {
  try {
    if (!statSync(path).isFile()) return "absent";
  } catch {
    // Not on this folder of PATH, or a folder that we may not read: the search goes on.
    return "absent";
  }
  try {
    accessSync(path, constants.X_OK);
    return "runs";
  } catch {
    return "there";
  }
}
