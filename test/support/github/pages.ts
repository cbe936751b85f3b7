import type { Answer } from "./answers.ts";
import type { Call } from "./call.ts";

/** GitHub's pages: 30 to a page unless asked, never more than 100. */
function pageOf(query: URLSearchParams): {
  readonly page: number;
  readonly perPage: number;
} {
  const number = (name: string, otherwise: number): number =>
    Math.max(1, Number.parseInt(query.get(name) ?? "", 10) || otherwise);
  return { page: number("page", 1), perPage: Math.min(100, number("per_page", 30)) };
}

/** One page of a list, with the `link` header that leads to the others; `wrap` builds the body. */
export function paged<T>(
  call: Call,
  items: readonly T[],
  wrap: (page: readonly T[]) => unknown = (page) => page,
): Answer {
  const { page, perPage } = pageOf(call.query);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const relations = [
    ...(page > 1 ? [["prev", page - 1] as const] : []),
    ...(page < last ? [["next", page + 1] as const, ["last", last] as const] : []),
    ...(page > 1 ? [["first", 1] as const] : []),
  ];
  const link = relations.map(([name, target]) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(target));
    return `<${call.world.url}${call.path}?${query.toString()}>; rel="${name}"`;
  });
  return {
    status: 200,
    body: wrap(items.slice((page - 1) * perPage, page * perPage)),
    ...(link.length === 0 ? {} : { headers: { link: link.join(", ") } }),
  };
}

/** GitHub's links name the repository by its number, and clients must follow them as they are. */
export function numberRepositories(link: string, fullName: string, id: number): string {
  return link.replaceAll(`/repos/${fullName}/`, `/repositories/${id}/`);
}
