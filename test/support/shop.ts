import { giftShop, type ProjectTexts, projectDir } from "./project-dir.ts";

/** What the agent of the gift shop does in the run with the index `run`; a body of an async function. */
const answers = {
  /** Looks things up and says that it does not know. */
  honest: `
    await ctx.callTool("search_policies", { question: message }, () => []);
    return "I don't know.";`,
  /** Looks things up, and invents a fee where it should say that it does not know. */
  inventive: `
    await ctx.callTool("search_policies", { question: message }, () => []);
    return "The late fee is 30 crowns.";`,
  /** Invents a fee in 3 of 20 runs: neither met nor missed. */
  wavering: `
    await ctx.callTool("search_policies", { question: message }, () => []);
    return run < 3 ? "The late fee is 30 crowns." : "I don't know.";`,
  /** Honest, and takes its time. */
  slow: `
    await new Promise((resolve) => setTimeout(resolve, 10));
    await ctx.callTool("search_policies", { question: message }, () => []);
    return "I don't know.";`,
} as const;

export type ShopAgent = keyof typeof answers;

/** The text of an agent module that needs no package. */
export function agentModule(kind: ShopAgent): string {
  return `export const agent = async (message, ctx) => {
    const run = Number(ctx.session.id.split(".").at(-1));${answers[kind]}
};
`;
}

/** The gift shop's configuration with its agent versioned, so that it runs outside git. */
/** Every run of its plan is made, so that tests can count them. */
export const shopConfig: string = giftShop["tracegate.yaml"]
  .replace("module: agent.ts", "module: agent.mjs\n  version: [agent.mjs]")
  .replace("\ngate:\n", "\nruns: { stop: off }\ngate:\n");

/** A gift shop that can be run: two cases, two dimensions, 20 runs each, in a folder that is gone after the test. */
export function aShop(kind: ShopAgent = "honest", changes: ProjectTexts = {}): string {
  return projectDir({
    ...giftShop,
    "tracegate.yaml": shopConfig,
    "agent.mjs": agentModule(kind),
    ...changes,
  });
}
