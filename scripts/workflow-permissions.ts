import { isMap, isScalar, parseDocument } from "yaml";

/** A permission that a job's token gets, with the comment that stands beside it. */
export type JobPermission = {
  readonly job: string;
  readonly permission: string;
  /** Absent where the workflow gives none. */
  readonly reason?: string;
};

/** The permissions of each job of a workflow file; a job without `permissions:` has none. */
export function permissionsOf(workflow: string): readonly JobPermission[] {
  const jobs = parseDocument(workflow).get("jobs");
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ key: job, value }) => {
    const permissions = isMap(value) ? value.get("permissions") : undefined;
    if (!isMap(permissions)) return [];
    return permissions.items.map(({ key, value: access }) => ({
      job: String(job),
      permission: `${String(key)}: ${String(access)}`,
      ...(isScalar(access) && access.comment && { reason: access.comment.trim() }),
    }));
  });
}
