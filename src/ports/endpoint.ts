/** What an endpoint of models answered when its list of models was asked for. */
export type EndpointAnswer =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "silent"; readonly why: string };

/** Asks whether a base address, such as `https://api.openai.com/v1`, answers. Never rejects. */
export type AskEndpoint = (baseUrl: string, apiKey: string | undefined) => Promise<EndpointAnswer>;
