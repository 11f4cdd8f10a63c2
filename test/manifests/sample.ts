/** A manifest as its tools write it, and what is to be seen in it. */
export interface Sample {
  readonly file: string;
  readonly text: string;
  readonly name?: string;
  /** `direct production pkg:npm/x@1 | the words that it stands on`, in the order of the manifest. */
  readonly seen: readonly string[];
  /** `KEY=value | the words that it stands on`. */
  readonly declared?: readonly string[];
}
