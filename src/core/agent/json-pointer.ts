/**
 * The value that a JSON Pointer (RFC 6901) leads to, such as `/choices/0/message`; `undefined` where there is none.
 *
 * The empty pointer is the whole value. Only what JSON itself holds is found: nothing of a prototype.
 */
export function valueAtPointer(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found)) found = /^(?:0|[1-9]\d*)$/.test(key) ? found[Number(key)] : undefined;
    else if (typeof found === "object" && found !== null && Object.hasOwn(found, key))
      found = Reflect.get(found, key);
    else return undefined;
  }
  return found;
}
