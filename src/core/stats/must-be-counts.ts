/**
 * Holds `passed` of `runs` to be counts, none of them larger than the other allows: a wrong one becomes NaN further on,
 * and NaN compares as neither.
 *
 * @throws RangeError where they are not.
 */
export function mustBeCounts(passed: number, runs: number): void {
  const isCount = Number.isSafeInteger(passed) && Number.isSafeInteger(runs);
  if (!isCount || passed < 0 || passed > runs)
    throw new RangeError(`no counts: ${passed} of ${runs}`);
}
