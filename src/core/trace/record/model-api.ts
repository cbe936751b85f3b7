/** The ways of asking a model that the recorder understands. */
export const modelApis = ["chat-completions", "responses", "messages"] as const;
export type ModelApi = (typeof modelApis)[number];

const endings: readonly (readonly [ending: RegExp, api: ModelApi])[] = [
  [/\/chat\/completions\/?$/, "chat-completions"],
  [/\/responses\/?$/, "responses"],
  // Messages of a thread are OpenAI's, and ask no model.
  [/(?<!\/threads\/[^/]{1,200})\/messages\/?$/, "messages"],
];

/**
 * Which API a request speaks, by its method and the path without its query.
 *
 * `undefined` is everything else below a base URL, such as the list of models: passed on and not recorded.
 */
export function modelApiOf(method: string, path: string): ModelApi | undefined {
  if (method !== "POST") return undefined;
  return endings.find(([ending]) => ending.test(path))?.[1];
}
