/** What a client has to know of a route before it uses it (PS3.18 Annex H). */
export interface RouteDescription {
  /** The transaction by its name in PS3.18 Table H-1, or ours for what is no part of the standard. */
  readonly id: string;
  readonly parameters: readonly RouteParameter[];
  /** Of the request's body; none where there is none. */
  readonly consumes: readonly string[];
  /** Of the answer, the default first. */
  readonly produces: readonly string[];
  readonly statuses: readonly number[];
}

export interface RouteParameter {
  readonly name: string;
  readonly style: 'query' | 'header';
  /** May be given more than once. */
  readonly isRepeating?: true;
}
