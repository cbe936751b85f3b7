// What GitHub says, word for word, when it refuses.

export type JsonObject = { readonly [key: string]: unknown };

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the bytes themselves; absent for an empty body. */
  readonly body?: unknown;
};

const docs = "https://docs.github.com/rest";

/** An error as GitHub words it; `errors` names the fields of a 422. */
export function refusal(
  status: number,
  message: string,
  errors?: readonly (JsonObject | string)[],
): Answer {
  const details = errors === undefined ? {} : { errors };
  return { status, body: { message, ...details, documentation_url: docs, status: String(status) } };
}

export const notFound = (): Answer => refusal(404, "Not Found");
export const badCredentials = (): Answer => refusal(401, "Bad credentials");
export const validationFailed = (...errors: (JsonObject | string)[]): Answer =>
  refusal(422, "Validation Failed", errors);

/** The body of every status a test may ask for by number alone. */
export function plainRefusal(status: number): Answer {
  const messages: Readonly<Record<number, string>> = {
    401: "Bad credentials",
    403: "Resource not accessible by integration",
    404: "Not Found",
    410: "This issue was deleted",
    422: "Validation Failed",
    502: "Server Error",
    503: "Service unavailable",
  };
  const message = messages[status] ?? "Server Error";
  if (status < 500) return refusal(status, message);
  // A failing front end answers with a page, not with JSON: a client must survive both.
  const page = Buffer.from(`<html><body><h1>${status}</h1>${message}</body></html>`);
  return { status, headers: { "content-type": "text/html" }, body: page };
}

/** HTTP 429 of a client that went on too fast. */
export function tooManyRequests(retryAfterSeconds: number): Answer {
  return {
    ...refusal(429, "API rate limit exceeded for installation."),
    headers: { "retry-after": String(retryAfterSeconds) },
  };
}

/** HTTP 403 of the hourly limit: nothing left until `x-ratelimit-reset`. */
export function primaryRateLimit(resetInSeconds: number): Answer {
  const reset = Math.ceil(Date.now() / 1000) + resetInSeconds;
  return {
    ...refusal(403, "API rate limit exceeded for installation."),
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
  };
}

/** HTTP 403 of content made too quickly; GitHub sends `retry-after` with most of these. */
export function secondaryRateLimit(retryAfterSeconds: number): Answer {
  return {
    ...refusal(
      403,
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. " +
        "For more on scraping GitHub and how it may affect your rights, please review our Terms of " +
        "Service (https://docs.github.com/en/site-policy/github-terms/github-terms-of-service).",
    ),
    headers: { "retry-after": String(retryAfterSeconds) },
  };
}
