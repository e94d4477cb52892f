import { present } from '../documents/present';
import type { Enterprise, Reference } from '../reference/reference';

export function registeredMerchant(ebcCode: unknown, reference: Reference): Enterprise | undefined {
  const enterprise = present(ebcCode) ? reference.enterprise(String(ebcCode)) : undefined;
  return enterprise?.roles.includes('merchant') ? enterprise : undefined;
}

/** Who declares the inventory of a merchant (contract 4): its registration says so, else the engine. */
export function agentDeclares(ebcCode: unknown, reference: Reference): boolean {
  return registeredMerchant(ebcCode, reference)?.declares === 'agent';
}

/** A registered merchant for whom the engine declares may not have an inventory sent (contract 3). */
export function engineDeclares(ebcCode: unknown, reference: Reference): boolean {
  const merchant = registeredMerchant(ebcCode, reference);
  return merchant !== undefined && merchant.declares !== 'agent';
}
