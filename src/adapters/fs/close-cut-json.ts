/**
 * The part of a cut JSON text that is whole: up to the last item or member that ended, with the brackets closed that
 * are open there. `undefined` where nothing in it ended, or the text is no list and no object.
 */
export function closeCutJson(text: string): string | undefined {
  const open: string[] = [];
  let safeEnd = 0;
  let safeDepth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (isString) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isString = false;
      continue;
    }
    switch (sign) {
      case '"':
        isString = true;
        break;
      case "{":
        open.push("}");
        break;
      case "[":
        open.push("]");
        break;
      case "}":
      case "]":
        if (open.pop() !== sign) return undefined;
        safeEnd = at + 1;
        safeDepth = open.length;
        break;
      case ",":
        safeEnd = at;
        safeDepth = open.length;
        break;
      default:
        if (open.length === 0 && sign.trim() !== "") return undefined;
    }
  }
  if (safeEnd === 0) return undefined;
  // A bracket that closed since would have moved the end, so those open there are the first ones still.
  return text.slice(0, safeEnd) + open.slice(0, safeDepth).toReversed().join("");
}
