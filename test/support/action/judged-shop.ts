import { type ChatEndpoint, chatEndpoint, says } from "../chat-endpoint.ts";
import { giftShop } from "../project-dir.ts";
import { shopConfig } from "../shop.ts";
import { type Change, shopFiles } from "./shop-repository.ts";

const lateFee = "datasets/support/cases/late-fee.yaml";
const dataset = "datasets/support/dataset.yaml";

const kindJudge = `name: kind
version: 1
dimension: tone
kind: judge
question: Is the agent kind?
pass: It is.
fail: It is not.
sees: [conversation]
`;

export type JudgedShop = { readonly files: Change; readonly judge: ChatEndpoint };

/** The gift shop with a judge of kindness who says yes, and advises. */
export async function judgedShop(): Promise<JudgedShop> {
  const judge = await chatEndpoint(says('{"verdict":"pass","explanation":"It is.","evidence":[]}'));
  const tone = shopConfig.replace("0.8 }\n", "0.8 }\n    tone: { floor: 0.8 }\n");
  return {
    judge,
    files: {
      ...shopFiles(),
      "tracegate.yaml": `${tone}judge: { model: gpt-5-mini, baseUrl: ${judge.baseUrl} }\n`,
      [dataset]: `${giftShop[dataset]}  tone: Is the agent kind?\n`,
      [lateFee]: `${giftShop[lateFee]}  - dimension: tone\n    evaluator: kind@1\n`,
      "evaluators/kind/v1.yaml": kindJudge,
    },
  };
}
