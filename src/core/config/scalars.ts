import { z } from "zod";

/** Up to a day. */
export const milliseconds = z.int().min(1).max(86_400_000);
export const envName = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "the name of an environment variable, such as `OPENAI_API_KEY`",
  );
