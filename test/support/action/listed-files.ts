import type { GitHub } from "../github/start-github.ts";

type ListedFile = { readonly filename: string; readonly previous_filename?: string };

/** Makes GitHub list these files of a pull request, a hundred a page, whatever its branch changes. */
export function listFiles(github: GitHub, number: number, files: readonly ListedFile[]): void {
  const address = `${github.url}/repos/${github.repository}/pulls/${number}/files`;
  const count = Math.ceil(files.length / 100);
  for (let page = 1; page <= count; page += 1) {
    const link = `<${address}?per_page=100&page=${page + 1}>; rel="next"`;
    const body = Buffer.from(JSON.stringify(files.slice((page - 1) * 100, page * 100)));
    const headers = { "content-type": "application/json", ...(page < count && { link }) };
    const answer = { status: 200, headers, body };
    github.fault({ kind: "reply", operation: "pulls/list-files", nth: page, answer });
  }
}
