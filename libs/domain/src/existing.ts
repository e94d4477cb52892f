/** By this a private field can be given to an object that exists already: class X extends Existing, super(object). */
export class Existing {
  constructor(value: object) {
    return value;
  }
}
