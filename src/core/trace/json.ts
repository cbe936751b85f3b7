/** A value that JSON can carry. `undefined`, functions and cycles cannot stand in it. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
