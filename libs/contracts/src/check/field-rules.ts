import { getMetadataStorage } from 'class-validator';
import { DOCUMENT_DTO, type DocumentKind } from '../documents/document-kind';
import { type FieldRule, isFieldRule } from '../fields/field-rule';

export interface NamedRule {
  name: string;
  rule: FieldRule;
}

/** The rules of a class in the order of its fields, those of its base classes first, read from class-validator. */
export function fieldRules(type: new () => object): readonly NamedRule[] {
  const rules = new Map<string, NamedRule>();
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const depthOf = (target: unknown) => (typeof target === 'function' ? inheritance(target) : 0);
  for (const one of metadata.toSorted((a, b) => depthOf(a.target) - depthOf(b.target))) {
    const rule: unknown = one.constraints?.[0];
    if (isFieldRule(rule)) rules.set(one.propertyName, { name: one.propertyName, rule });
  }
  return [...rules.values()];
}

/** Rules of every document, read once. */
export const DOCUMENT_RULES: Record<DocumentKind, readonly NamedRule[]> = {
  order: fieldRules(DOCUMENT_DTO.order),
  payment: fieldRules(DOCUMENT_DTO.payment),
  waybill: fieldRules(DOCUMENT_DTO.waybill),
  inventory: fieldRules(DOCUMENT_DTO.inventory),
  cancellation: fieldRules(DOCUMENT_DTO.cancellation),
  return: fieldRules(DOCUMENT_DTO.return),
};

function inheritance(type: object): number {
  let depth = 0;
  for (let base: object | null = Object.getPrototypeOf(type); base; base = Object.getPrototypeOf(base)) depth++;
  return depth;
}
