import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** What a Markdown node looks like to a test: any node of the tree. */
export type MarkdownNode = {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
};

/** Parses Markdown as GitHub does and lists all its nodes, parents first. */
export function markdownNodes(markdown: string): readonly MarkdownNode[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return withDescendants(tree);
}

function withDescendants(node: MarkdownNode): readonly MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(withDescendants)];
}

/** All text outside code, as GitHub searches it for mentions and references. */
export function proseOf(nodes: readonly MarkdownNode[]): readonly string[] {
  return nodes.filter(({ type }) => type === "text").map(({ value }) => value ?? "");
}

/** What GitHub would make a mention, a reference, an address or a picture of in this text. */
export function referencesIn(text: string): readonly string[] {
  const live = [
    /@[\p{L}\p{N}_-]/u,
    /#\d/,
    /\bgh-\d/i,
    /https?:|ftp:|www\./i,
    /:[a-z+_-][\w+-]*:/i,
    /(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}/i,
  ];
  return live.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}
