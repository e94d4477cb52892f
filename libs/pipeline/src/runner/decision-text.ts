import { Existing } from '@sandan/domain';

/**
 * The JSON that was made of a decision, kept with the decision: it is told, linked, journaled and saved as the same text.
 * Neither JSON nor a comparison nor a copy of the decision sees it.
 */
export class DecisionText extends Existing {
  readonly #text: string;

  private constructor(decision: object, text: string) {
    super(decision);
    this.#text = text;
  }

  static of(decision: object): string {
    return #text in decision ? decision.#text : JSON.stringify(decision);
  }

  /** The decision that a text holds. */
  static read(text: string): object {
    const decision = JSON.parse(text) as object;
    new DecisionText(decision, text);
    return decision;
  }

  /** Makes the JSON of a decision, once and for all: it must not be changed any more. */
  static make(decision: object): string {
    const text = DecisionText.of(decision);
    if (!(#text in decision)) new DecisionText(decision, text);
    return text;
  }
}
