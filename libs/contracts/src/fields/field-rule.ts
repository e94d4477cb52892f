import { registerDecorator } from 'class-validator';

/** What a field of a document must be. Every field decorator of this folder registers one. */
export interface FieldRule {
  required: boolean;
  /** How two values of the field are compared: exactly, as decimals, or line by line. */
  content: 'text' | 'number' | 'lines';
  /**
   * Why a present value breaks the rule, in plain words; undefined = it does not. Never contains the value itself: it
   * may be a name, an ID number or an address.
   */
  fault(value: unknown): string | undefined;
  /** The class of one line, for `lines` only. */
  line?: new () => object;
}

export const MISSING = 'missing';

/** `null` and '' in a field mean that it is absent (contract 3). */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Why a value, present or not, breaks a rule. */
export function ruleFault(rule: FieldRule, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return rule.required ? MISSING : undefined;
  return rule.fault(value);
}

/**
 * Makes a property decorator of a rule. The rule travels as the constraint of a class-validator decorator, so that the
 * compiled check and class-validator read the same single declaration.
 */
export function field(rule: FieldRule): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'field',
      target: target.constructor,
      propertyName: String(property),
      constraints: [rule],
      validator: {
        validate: (value: unknown) => ruleFault(rule, value) === undefined,
        defaultMessage: (args) => ruleFault(rule, args?.value) ?? '',
      },
    });
}

export function isFieldRule(candidate: unknown): candidate is FieldRule {
  return typeof candidate === 'object' && candidate !== null && 'fault' in candidate && 'content' in candidate;
}
