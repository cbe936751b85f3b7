// An agent in Tracegate's process: each tool runs inside of ctx.callTool.
import type { Agent } from "tracegate";

export const agent: Agent = async (_message, ctx) => {
  const search = (query: string) =>
    ctx.callTool("search_policies", { query }, () => ({ documents: [{ id: "live" }] }));
  const read = (id: string) =>
    ctx.callTool("read_policy", { id }, () => "The late fee is 9.99 EUR.");
  for (let triesLeft = 2; triesLeft > 0; triesLeft--) {
    try {
      const { documents } = await search("late fee of an invoice");
      const [first] = documents;
      return first === undefined ? "I don't know." : await read(first.id);
    } catch {
      // Once more; then a person has to.
    }
  }
  return "I could not look that up, please try again later.";
};
