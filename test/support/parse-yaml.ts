import { parse } from "yaml";

/** What a YAML text says. */
export function parseYaml(text: string): unknown {
  return parse(text);
}
