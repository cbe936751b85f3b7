export const agent = (message) => `The late fee is 5 USD. You asked: ${message}`;
