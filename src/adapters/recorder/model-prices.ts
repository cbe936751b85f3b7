import type { ModelPrice, PriceOf } from "../../core/trace/record/call-cost.ts";

type ListedModels = {
  readonly models: Readonly<Record<string, { readonly cost?: ListedCost }>>;
};

type ListedCost = {
  readonly input?: number;
  readonly output?: number;
  readonly cache_read?: number;
  readonly cache_write?: number;
};

const lists: Readonly<Record<string, () => Promise<ListedModels>>> = {
  openai: async () => (await import("tokenlens/providers/openai")).openaiModels,
  anthropic: async () => (await import("tokenlens/providers/anthropic")).anthropicModels,
  deepseek: async () => (await import("tokenlens/providers/deepseek")).deepseekModels,
  groq: async () => (await import("tokenlens/providers/groq")).groqModels,
  mistral: async () => (await import("tokenlens/providers/mistral")).mistralModels,
  xai: async () => (await import("tokenlens/providers/xai")).xaiModels,
};

/**
 * What models cost: by the user's table, whoever serves them, else by the list that the library tokenlens ships, for
 * models that are asked at their provider's own address.
 *
 * A gateway bills as it likes, so a model of the same name behind one has no price here.
 */
export class ModelPrices {
  readonly #own: Readonly<Record<string, ModelPrice>>;
  readonly #listed = new Map<string, ListedModels>();

  constructor(own: Readonly<Record<string, ModelPrice>>) {
    this.#own = own;
  }

  /** Loads the lists of these providers; without it their models have no price. */
  async load(providers: Iterable<string>): Promise<void> {
    for (const provider of new Set(providers)) {
      const list = Object.hasOwn(lists, provider) ? lists[provider] : undefined;
      if (list !== undefined && !this.#listed.has(provider)) {
        this.#listed.set(provider, await list());
      }
    }
  }

  readonly of: PriceOf = (provider, models) => {
    const names = models.flatMap((model) => [model, withoutDate(model)]);
    for (const name of names) if (Object.hasOwn(this.#own, name)) return this.#own[name];
    const listed = provider === undefined ? undefined : this.#listed.get(provider)?.models;
    if (listed === undefined) return undefined;
    const name = names.find((candidate) => Object.hasOwn(listed, candidate));
    return name === undefined ? undefined : asPrice(listed[name]?.cost);
  };
}

/** OpenAI answers with the dated name of a model, such as `gpt-5-mini-2025-08-07`; lists have the plain one. */
function withoutDate(model: string): string {
  return model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
}

function asPrice(cost: ListedCost | undefined): ModelPrice | undefined {
  if (cost?.input === undefined || cost.output === undefined) return undefined;
  const { input, output, cache_read: cachedInput, cache_write: cacheWrite } = cost;
  return {
    input,
    output,
    ...(cachedInput !== undefined && { cachedInput }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  };
}
