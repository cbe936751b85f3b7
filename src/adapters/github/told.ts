import { unreadable } from "./explain.ts";

/** Runs a request of GitHub's; what GitHub refuses becomes a `UserError` that says which permission the work needs. */
export async function told<T>(
  what: string,
  permission: string,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw unreadable(error, what, permission);
  }
}
