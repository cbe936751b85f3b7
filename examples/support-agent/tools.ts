import { z } from "zod";
import { searchArticles } from "./search.ts";
import type { Shop } from "./shop.ts";

/** One thing that the model may ask for. What `parameters` refuses never reaches `run`. */
type Tool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: z.ZodType;
  readonly run: (args: unknown, shop: Shop) => unknown;
};

const orderId = z.string().describe("The order's number, such as 4471.");
const reason = z.string().describe("Why, in the customer's words.");

export const tools: readonly Tool[] = [
  tool({
    name: "search_policies",
    description:
      "Searches the shop's policies. Finds articles that contain every word of the query.",
    parameters: z.object({ query: z.string().describe("Two or three key words.") }),
    run: ({ query }) => ({ documents: searchArticles(query) }),
  }),
  tool({
    name: "lookup_order",
    description: "Reads an order: its items, prices, total and where the parcel is.",
    parameters: z.object({ order_id: orderId }),
    run: ({ order_id }, shop) => shop.order(order_id),
  }),
  tool({
    name: "create_return",
    description: "Registers the return of one item and e-mails the label.",
    parameters: z.object({ order_id: orderId, sku: z.string(), reason }),
    run: ({ order_id, sku, reason: why }, shop) => shop.createReturn(order_id, sku, why),
  }),
  tool({
    name: "issue_refund",
    description: "Pays money back to the payment method of the order.",
    parameters: z.object({ order_id: orderId, amount: z.number().positive(), reason }),
    run: ({ order_id, amount, reason: why }, shop) => shop.issueRefund(order_id, amount, why),
  }),
];

/** Ties the type of `run`'s arguments to the schema that they are parsed with. */
function tool<T>(definition: {
  readonly name: string;
  readonly description: string;
  readonly parameters: z.ZodType<T>;
  readonly run: (args: T, shop: Shop) => unknown;
}): Tool {
  const { parameters, run } = definition;
  return { ...definition, run: (args, shop) => run(parameters.parse(args), shop) };
}
