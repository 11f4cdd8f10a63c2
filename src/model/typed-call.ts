import type { Evidence, Span } from './place.js';

/** A call of something whose declared type says what it is, whatever its value may be. */
export interface TypedCall {
  /** The call, as the facts of its file have it. */
  readonly span: Span;
  /** Access path of what is called, without the call: `npm:openai#OpenAI.new().chat.completions.create`. */
  readonly path: string;
  /** Where the type is written. */
  readonly because: Evidence;
}
