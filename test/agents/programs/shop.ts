// What all agents here sell, and what their user asks. No framework in it.

export const instructions = "You are the support agent of a shop.";

export const questions = ["Where is my order 1001?", "What is the late fee?"] as const;

/** Looks an order up. */
export function lookUpOrder(orderId: string): { readonly id: string; readonly status: string } {
  return { id: orderId, status: "in transit" };
}

/** Searches the shop's policies. */
export function searchPolicies(query: string): { readonly documents: readonly string[] } {
  return { documents: [`About ${query}: 3 EUR a day.`] };
}

export const lookUpOrderDescription = "Looks up an order by its number.";
export const searchPoliciesDescription = "Searches the shop's policies.";
