import { setTimeout as sleep } from "node:timers/promises";

export const agent = async (message) => {
  await sleep(50);
  return `The late fee is 5 USD. You asked: ${message}`;
};
