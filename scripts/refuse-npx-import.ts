/** Stands in for what Probot fetches packages with while it runs (Redis, Sentry, smee): a bundle fetches nothing. */
export async function npxImport(name: string): Promise<never> {
  throw new Error(`${name} is not part of this bundle: run the bot without it`);
}
