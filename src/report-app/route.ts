/** What the address names behind its `#`. */
export type Route =
  | { readonly page: "overview" }
  | { readonly page: "cases" }
  | { readonly page: "case"; readonly id: string }
  | { readonly page: "run"; readonly id: string; readonly step?: string }
  | { readonly page: "compare"; readonly one: string; readonly other: string }
  | { readonly page: "session"; readonly place: number; readonly step?: string }
  | { readonly page: "cluster"; readonly place: number };

/** Reads an address; what is none of ours leads to the overview. */
export function parseRoute(hash: string): Route {
  const [page = "", first = "", second = ""] = hash.replace(/^#\/?/, "").split("/").map(decode);
  switch (page) {
    case "cases":
      return { page };
    case "case":
      return { page, id: first };
    case "run":
      return { page, id: first, ...(second !== "" && { step: second }) };
    case "compare":
      return { page, one: first, other: second };
    case "session":
      return { page, place: Number(first), ...(second !== "" && { step: second }) };
    case "cluster":
      return { page, place: Number(first) };
    default:
      return { page: "overview" };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Somebody has typed a lone percent sign.
    return part;
  }
}

/** An address of ours, made of these parts. */
export function hashOf(...parts: readonly (string | number)[]): string {
  return `#/${parts.map((part) => encodeURIComponent(part)).join("/")}`;
}

/** The case of a run such as `late-fee.3` or, of the baseline, `base:late-fee.3`. */
export function caseOf(run: string): string {
  const id = run.replace(/^base:/, "");
  return id.slice(0, id.lastIndexOf("."));
}
