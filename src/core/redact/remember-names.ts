/** More names than any project has; a hostile export may have as many as it has words. */
const mostNames = 2_000;
const longestName = 64;

/** The same function of a name, which looks at a name once. Long names and those beyond the first few thousand are not kept. */
export function rememberNames<T>(of: (name: string) => T): (name: string) => T {
  const remembered = new Map<string, T>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const value = of(name);
    if (remembered.size < mostNames && name.length <= longestName) remembered.set(name, value);
    return value;
  };
}
