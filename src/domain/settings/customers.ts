import { json, type Transaction } from '../../database';
import type { Customer } from '../../generated/sqlite/client';
import { difference } from '../audit/rules';
import { record } from '../audit/store';
import { customerKey } from '../customers/rules';

export interface CustomerDraft {
  name: string;
  plan: string | null;
  /** In cents. */
  monthlyRevenue: number | null;
  links: string[];
}

export async function addCustomer(tx: Transaction, workspaceId: string, draft: CustomerDraft, actor: string, now: Date): Promise<string> {
  const { id } = await tx.customer.create({
    data: { workspaceId, key: customerKey(draft.name), ...draft, links: json(draft.links), createdAt: now },
    select: { id: true },
  });
  await record(tx, { workspaceId, actor, action: 'customer.added', subject: draft.name, after: draft }, now);
  return id;
}

/** Answers whether anything changed. */
export async function changeCustomer(
  tx: Transaction,
  customer: Customer,
  draft: CustomerDraft,
  actor: string,
  now: Date,
): Promise<boolean> {
  const { id, workspaceId, name, plan, monthlyRevenue, links } = customer;
  const changed = difference<CustomerDraft>({ name, plan, monthlyRevenue, links: links as string[] }, draft);
  if (!changed) return false;

  await tx.customer.update({ where: { id }, data: { ...draft, key: customerKey(draft.name), links: json(draft.links) } });
  await record(tx, { workspaceId, actor, action: 'customer.changed', subject: name, ...changed }, now);
  return true;
}
