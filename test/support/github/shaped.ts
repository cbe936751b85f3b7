/**
 * JSON as the shape that its operation is known to have.
 *
 * The compiler cannot know it; the contract is checked on the way out.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- naming the shape is its point
export function shaped<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- said once, for all answers
  return value as T;
}
