import type { Side } from './reasons';

/** What a rule looked at: one side, or the two that it compared; personal values masked. */
export interface Evidence {
  left: Side;
  right?: Side;
  /** How the two must stand to each other: equal once they are normalised, or the left at most the right. */
  relation?: '=' | '≤';
}

/** A rule that can say what it looked at, whether the parcel passed or not. */
export interface Explained<Subject> {
  /** Everything it looks at; empty when it does not apply. */
  evidence(subject: Subject): Evidence[];
  /** Why it does not apply to a parcel; undefined when it does. */
  exempt?(subject: Subject): string | undefined;
}
