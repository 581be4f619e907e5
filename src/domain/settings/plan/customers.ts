import type { Customer } from '../../../generated/sqlite/client';
import { customerKey } from '../../customers/rules';
import type { Reader } from '../../people/store';
import { addCustomer, type CustomerDraft, changeCustomer } from '../customers';
import { customerEntry } from '../entries';
import type { Mistake } from '../mistakes';
import type { CustomerEntry } from '../schema';
import { changeStep, nothing, type Plan, type PlannedStep } from './step';

/** Customers are found by their name; those that are not named stay. */
export async function planCustomers(read: Reader, workspaceId: string, entries: CustomerEntry[] | undefined): Promise<Plan> {
  if (entries === undefined) return nothing;

  const keys = entries.map(({ name }) => customerKey(name));
  const found = await read.customer.findMany({ where: { workspaceId, key: { in: keys } } });
  const current = new Map(found.map((customer) => [customer.key, customer]));
  return {
    mistakes: keys.flatMap((key, index) => (keys.indexOf(key) < index ? [twice(index)] : [])),
    steps: entries.flatMap((entry) => stepsOf(entry, current.get(customerKey(entry.name)) ?? null, workspaceId)),
  };
}

function stepsOf(entry: CustomerEntry, customer: Customer | null, workspaceId: string): PlannedStep[] {
  const draft = draftAfter(entry, customer);
  const after = customerEntry(draft);
  if (customer)
    return changeStep('customers', customer.name, customerEntry(customer), after, (tx, actor, now) =>
      changeCustomer(tx, customer, draft, actor, now),
    );
  const apply: PlannedStep['apply'] = (tx, actor, now) => addCustomer(tx, workspaceId, draft, actor, now);
  return [{ section: 'customers', subject: draft.name, action: 'add', before: null, after, apply }];
}

function draftAfter({ name, plan, monthlyRevenue, links }: CustomerEntry, before: Customer | null): CustomerDraft {
  const cents = monthlyRevenue && Math.round(monthlyRevenue * 100);
  return {
    name,
    plan: plan === undefined ? (before?.plan ?? null) : plan || null,
    monthlyRevenue: cents === undefined ? (before?.monthlyRevenue ?? null) : cents,
    links: links === undefined ? ((before?.links as string[] | undefined) ?? []) : (links ?? []),
  };
}

const twice = (index: number): Mistake => ({ path: ['customers', index, 'name'], problem: 'This customer is named twice.' });
