import { z } from "zod";

const host = z
  .string()
  .max(253)
  .regex(
    /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
    "the name of a host in lower case, such as `traces.shop.example`",
  );

/** `bot:` of tracegate.yaml. */
export const botConfig = z
  .strictObject({
    label: z
      .string()
      .min(1)
      .max(50)
      .default("tracegate:case")
      .meta({
        description: "The label that asks for a case to be made of a report.",
        examples: ["tracegate:case"],
      }),
    traceHosts: z
      .array(host)
      .max(50)
      .default([])
      .meta({
        description: "Hosts beside GitHub's whose files the bot may read, by `https`.",
        examples: [["traces.shop.example"]],
      }),
  })
  .meta({
    description: "What the bot does with reports.",
    examples: [{ label: "tracegate:case" }],
  });
