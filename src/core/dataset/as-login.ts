/** A login to compare with others: GitHub does not tell upper from lower case, and people write `@maria` too. */
export function asLogin(name: string): string {
  return name.replace(/^@/, "").toLowerCase();
}
