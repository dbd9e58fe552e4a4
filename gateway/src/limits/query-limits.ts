export interface QueryLimits {
  /** How deep fields nest; introspection has a depth of its own. */
  readonly depth: number;
  /**
   * The same in a subscription, which is answered once for each event: deep enough for what is shown beside an event, too flat
   * for what leads from it back to all that a person has.
   */
  readonly subscriptionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Of the text, before it is parsed. */
  readonly tokens: number;
  /** How many fields there are once every fragment is written out: small texts can be huge plans. */
  readonly fields: number;
}

export const defaultQueryLimits: QueryLimits = {
  depth: 12,
  subscriptionDepth: 6,
  aliases: 30,
  directives: 50,
  tokens: 2_000,
  fields: 5_000,
};

/** The introspection query of graphql-js and of GraphiQL is 15 deep; graphql-js itself bounds how it can nest lists. */
export const introspectionDepth = 20;
