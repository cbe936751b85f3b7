/** Where a value stands in a document: keys and indexes from the root. */
export type JsonPath = readonly (string | number)[];

const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** The path as people read it: `expectations[2].evaluator`, and `tools["look up"]` for odd keys. */
export function formatPath(path: JsonPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (!plainKey.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

/** The path that `formatPath` wrote, or that somebody wrote in its way. */
export function parsePath(text: string): JsonPath {
  const parts = text.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[([0-9]+)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, name = ""]) => {
    if (quoted !== undefined) return String(JSON.parse(quoted));
    return index === undefined ? name : Number(index);
  });
}
