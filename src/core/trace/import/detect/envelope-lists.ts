/**
 * The lists in which exports keep what they hold, inside one object: such a document may be taken apart, item by item.
 *
 * Not among them is any list that makes up one session, such as `messages`.
 */
export const envelopeLists: ReadonlySet<string> = new Set([
  "resourceSpans",
  "resource_spans",
  "resourceLogs",
  "resource_logs",
  "data",
  "observations",
  "traces",
  "scores",
  "runs",
  "post",
  "patch",
  "simulations",
  "sessions",
]);
