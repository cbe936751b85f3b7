import { SaxesParser } from "saxes";

export type JunitNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: JunitNode[];
  text: string;
};

/** What may stand in what, as the XSD of Jenkins' xUnit plug-in (junit-10) has it, as far as we write any of it. */
const shape: Readonly<
  Record<string, { readonly within: string; readonly attributes: readonly string[] }>
> = {
  testsuites: { within: "", attributes: ["name", "tests", "failures", "errors", "time"] },
  testsuite: {
    within: "testsuites",
    attributes: ["name", "tests", "failures", "errors", "skipped", "timestamp", "time"],
  },
  testcase: { within: "testsuite", attributes: ["classname", "name", "file", "time"] },
  failure: { within: "testcase", attributes: ["type", "message"] },
  error: { within: "testcase", attributes: ["type", "message"] },
  skipped: { within: "testcase", attributes: ["message"] },
  "system-out": { within: "testcase", attributes: [] },
};

/** Parses JUnit XML as strictly as XML is parsed, and throws where an element stands where the schema has none. */
export function parseJunit(xml: string): JunitNode {
  const parser = new SaxesParser();
  const open: JunitNode[] = [];
  let root: JunitNode | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const above = open.at(-1);
    const rule = shape[name];
    if (rule === undefined || rule.within !== (above?.name ?? ""))
      throw new Error(`<${name}> within <${above?.name ?? ""}>`);
    const strange = Object.keys(attributes).filter((key) => !rule.attributes.includes(key));
    if (strange.length > 0) throw new Error(`<${name}> has ${strange.join(", ")}`);
    const node: JunitNode = { name, attributes, children: [], text: "" };
    above?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on("text", (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  if (root === undefined) throw new Error("no element");
  return root;
}

/** Every element of a name. */
export function nodesNamed(node: JunitNode, name: string): readonly JunitNode[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => nodesNamed(child, name)),
  ];
}
