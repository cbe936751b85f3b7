/** Where the calibration of `name@version` lies, seen from the project; `undefined` where the name is none. */
export function calibrationPath(evaluatorsFolder: string, ref: string): string | undefined {
  const [, name, version] = /^([a-z0-9][a-z0-9-]{0,59})@([1-9]\d{0,4})$/.exec(ref) ?? [];
  return name === undefined || version === undefined
    ? undefined
    : `${evaluatorsFolder}/${name}/v${version}.calibration.json`;
}

/** The versions before one, the nearest first: at most five, since a judge that old held nothing lately. */
export function olderVersions(ref: string): readonly string[] {
  const [name = "", version = "1"] = ref.split("@");
  const newest = Number(version) - 1;
  return Array.from(
    { length: Math.max(0, Math.min(5, newest)) },
    (_, place) => `${name}@${newest - place}`,
  );
}
