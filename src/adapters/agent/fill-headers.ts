import { UserError } from "../../core/errors.ts";
import type { Environment } from "./agent-environment.ts";

/**
 * Fills `${NAME}` in headers with variables of our environment: nothing but the named ones leaves it.
 *
 * @param where the key of tracegate.yaml, for messages.
 * @throws UserError where a variable is not set, or has a value that no header can hold.
 */
export function fillHeaders(
  headers: Readonly<Record<string, string>>,
  environment: Environment,
  where: string,
): Readonly<Record<string, string>> {
  const filled = Object.entries(headers).map(([header, template]): [string, string] => {
    const text = template.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) =>
      valueOf(name, environment, `${where}.${header}`),
    );
    return [header.toLowerCase(), text];
  });
  return Object.fromEntries(filled);
}

function valueOf(name: string, environment: Environment, where: string): string {
  const value = environment[name];
  if (value === undefined || value === "")
    throw new UserError(
      "AGENT_HEADER_UNSET",
      `${where} needs the environment variable ${name}, which is not set.`,
      `Set ${name}, or take \`\${${name}}\` out of the header.`,
    );
  if (!/^[\t\u0020-\u007e]*$/.test(value))
    throw new UserError(
      "AGENT_HEADER_INVALID",
      `${where}: the value of ${name} holds a line break or another character that no header can.`,
      `Look at the end of ${name}: it often is the line break of the file that it came from.`,
    );
  return value;
}
