/** Files that people name by their address, fetched as if every address were an attack. */
export interface TraceFetcher {
  /** Never rejects for what the address or its server does: that is a reason for whoever named it. */
  fetchTrace(url: string): Promise<FetchedTrace>;
}

export type FetchedTrace =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array }
  /** Both are sentences for people and hold no text of the server's. */
  | { readonly kind: "refused"; readonly reason: string; readonly fix: string };
