const longestSlug = 60;

/**
 * A name for a file or an anchor made of any text: lower-case letters, digits and single dashes, at most 60 characters
 * (`slug` of a case). `fallback`, itself such a name, where nothing of the text can stand in one.
 */
export function slugOf(text: string, fallback: string): string {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  const cut = plain.replace(/^-/, "").slice(0, longestSlug).replace(/-$/, "");
  return cut === "" ? fallback : cut;
}
