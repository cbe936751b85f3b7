// Workflow commands as actions/runner 2.336 reads them (src/Runner.Common/ActionCommand.cs).

export type ActionCommand = {
  /** Lower case; or the token that ends `stop-commands`, as it was registered. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

/** The commands that a step may give. */
export const knownCommands = [
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
] as const;

type Escapes = readonly (readonly [escaped: string, plain: string])[];
const dataEscapes: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const propertyEscapes: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%3A", ":"],
  ["%2C", ","],
  ["%25", "%"],
];
const legacyEscapes: Escapes = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%25", "%"],
];

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((all, [escaped, plain]) => all.replaceAll(escaped, plain), text);
}

type Parts = { readonly info: string; readonly data: string };

/** `::name key=value,key=value::data`, at the start of a line or after white space. */
function modernParts(line: string): Parts | undefined {
  const message = line.trimStart();
  const end = message.startsWith("::") ? message.indexOf("::", 2) : -1;
  return end < 0 ? undefined : { info: message.slice(2, end), data: message.slice(end + 2) };
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function legacyParts(line: string): Parts | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  return end < 0 ? undefined : { info: line.slice(start + 3, end), data: line.slice(end + 1) };
}

function commandOf(
  { info, data }: Parts,
  registered: ReadonlySet<string>,
  syntax: { readonly separator: string; readonly property: Escapes; readonly data: Escapes },
): ActionCommand | undefined {
  const space = info.indexOf(" ");
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of space > 0
    ? info
        .slice(space + 1)
        .trim()
        .split(syntax.separator)
    : []) {
    const equals = pair.indexOf("=");
    if (equals <= 0 || equals === pair.length - 1) continue;
    properties[pair.slice(0, equals)] = unescape(pair.slice(equals + 1), syntax.property);
  }
  return { name, properties, data: unescape(data, syntax.data) };
}

/** The command in a line, or `undefined`; `registered` are the names in lower case. */
export function parseCommand(
  line: string,
  registered: ReadonlySet<string>,
): ActionCommand | undefined {
  const modern = modernParts(line);
  const found =
    modern === undefined
      ? undefined
      : commandOf(modern, registered, {
          separator: ",",
          property: propertyEscapes,
          data: dataEscapes,
        });
  if (found !== undefined) return found;
  const legacy = legacyParts(line);
  return legacy === undefined
    ? undefined
    : commandOf(legacy, registered, {
        separator: ";",
        property: legacyEscapes,
        data: legacyEscapes,
      });
}
