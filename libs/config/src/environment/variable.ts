/** One environment variable, as declared at the field of a config class that holds it. */
export interface Variable {
  name: string;
  meaning: string;
  /** Completes "must be …" in errors and the "allowed" column of the reference page. */
  allowed: string;
  kind: 'text' | 'list' | 'whole number';
  /** Present when the variable may be left out. */
  otherwise?: string | number;
  /** May also be given as a file by `<name>_FILE`; has no default and is never printed. */
  secret?: true;
}

export interface DeclaredVariable extends Variable {
  property: string;
}

const declared = new WeakMap<object, DeclaredVariable[]>();

/** Declares which variable fills a field. What is allowed is checked by class-validator decorators beside it. */
export function FromEnvironment(variable: Variable): PropertyDecorator {
  return (target, property) => {
    const known = declared.get(target) ?? [];
    declared.set(target, [...known, { ...variable, property: String(property) }]);
  };
}

/** The variables of a config class, in the order of its fields. */
export function variablesOf(type: new () => object): readonly DeclaredVariable[] {
  return declared.get(type.prototype as object) ?? [];
}
