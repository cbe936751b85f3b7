import { dropOddTexts, type Fields, isFields, isNothing } from "../fields.ts";
import { childPlace, inside, type Reading } from "../imported.ts";

/** What is read of each part of `info`. */
const texts = {
  agent_info: ["implementation", "llm"],
  environment_info: ["policy"],
} as const;

/** Reports what stands in a results file where its settings should, and is none. */
export function reportOddInfo(results: Fields, reading: Reading): void {
  const info = objectIn(results, "info", reading);
  const at = inside(reading, "info");
  dropOddTexts(info, ["git_commit"], at.place, at.drops);
  for (const [key, held] of Object.entries(texts)) {
    const part = objectIn(info, key, at);
    dropOddTexts(part, held, childPlace(at.place, key), at.drops);
  }
}

function objectIn(fields: Fields, key: string, { place, drops }: Reading): Fields {
  const value = fields[key];
  if (isFields(value)) return value;
  if (!isNothing(value)) drops.add(childPlace(place, key), "field that should hold an object");
  return {};
}
