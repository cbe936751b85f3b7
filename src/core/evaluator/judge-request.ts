/** What a judge model is asked: instructions, the session as data, and the shape of the answer. */
export type JudgeRequest = {
  readonly system: string;
  readonly user: string;
  readonly schema: Readonly<Record<string, unknown>>;
};
