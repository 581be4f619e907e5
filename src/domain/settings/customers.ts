import { json, type Transaction } from '../../database';
import type { Customer } from '../../generated/sqlite/client';
import { difference } from '../audit/rules';
import { record } from '../audit/store';
import { customerKey } from '../customers/rules';
import type { Reader } from '../people/store';

export interface CustomerDraft {
  name: string;
  plan: string | null;
  /** In cents. */
  monthlyRevenue: number | null;
  links: string[];
}

/** One page of the customers whose name holds the words, by name; the last one when that page is not there any more. */
export async function customerPage(read: Reader, workspaceId: string, { page, words }: { page: number; words: string }, size: number) {
  const where = { workspaceId, key: { contains: customerKey(words) } };
  const total = await read.customer.count({ where });
  const shown = Math.min(page, Math.max(0, Math.ceil(total / size) - 1));
  const items = await read.customer.findMany({ where, orderBy: { key: 'asc' }, skip: shown * size, take: size });
  return { items, total, size, page: shown, words };
}

export interface CustomerChange {
  workspaceId: string;
  /** `null`: a new one. */
  customerId: string | null;
  draft: CustomerDraft;
  actor: string;
}

export type CustomerSaved =
  | { is: 'saved' }
  /** Another customer has that name. */
  | { is: 'taken'; name: string }
  | { is: 'gone' };

export async function saveCustomer(
  tx: Transaction,
  { workspaceId, customerId, draft, actor }: CustomerChange,
  now: Date,
): Promise<CustomerSaved> {
  const named = await tx.customer.findUnique({ where: { workspaceId_key: { workspaceId, key: customerKey(draft.name) } } });
  if (named && named.id !== customerId) return { is: 'taken', name: named.name };
  if (customerId === null) {
    await addCustomer(tx, workspaceId, draft, actor, now);
    return { is: 'saved' };
  }

  const customer = await tx.customer.findFirst({ where: { id: customerId, workspaceId } });
  if (!customer) return { is: 'gone' };
  await changeCustomer(tx, customer, draft, actor, now);
  return { is: 'saved' };
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
