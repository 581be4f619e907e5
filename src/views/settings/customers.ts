import type { KnownBlock, ModalView } from '@slack/types';
import type { Customer } from '../../generated/sqlite/client';
import {
  actions,
  button,
  field,
  findInput,
  isSearched,
  type ListPlace,
  lines,
  modal,
  notice,
  type Page,
  paging,
  section,
  textInput,
  typed,
} from './parts';

export const customersPerPage = 20;

export function customersView(page: Page<Customer>, said?: string): ModalView {
  const { items, words } = page;
  return modal({
    id: 'settings_customers',
    title: 'Customers',
    metadata: { page: page.page, words },
    ...(isSearched(page) && { submit: 'Find', close: 'Back' }),
    blocks: [
      ...notice(said),
      ...actions([button('Add a customer', 'add_customer', 'list')], 'add'),
      ...(isSearched(page) ? [findInput('find_customer', page)] : []),
      ...(items.length === 0
        ? [section(words ? `No customer is called “${typed(words)}”.` : 'None yet. They are kept when an escalation names one.')]
        : []),
      ...items.map(customerRow),
      ...paging('customers_page', page),
    ],
  });
}

function customerRow({ id, name, plan, monthlyRevenue }: Customer): KnownBlock {
  const details = [plan, monthlyRevenue !== null && `${money(monthlyRevenue)} a month`].filter(Boolean).join(' · ');
  return { ...section(lines(`*${typed(name)}*`, typed(details))), accessory: button('Edit', `edit_customer:${id}`, id) };
}

export function customerForm(customer: Customer | null, list: ListPlace): ModalView {
  const revenue = customer?.monthlyRevenue ?? null;
  return modal({
    id: 'customer_form',
    title: 'Customer',
    submit: 'Save',
    metadata: { customerId: customer?.id ?? null, list },
    blocks: [
      field('name', 'Name', textInput('customer_name', { value: customer?.name, most: 80, placeholder: 'Acme GmbH' })),
      field('plan', 'Plan', textInput('customer_plan', { value: customer?.plan, most: 80, placeholder: 'Enterprise' }), { optional: true }),
      field(
        'monthlyRevenue',
        'Monthly revenue',
        {
          type: 'number_input',
          action_id: 'customer_revenue',
          is_decimal_allowed: true,
          min_value: '0',
          ...(revenue !== null && { initial_value: String(revenue / 100) }),
        },
        { optional: true },
      ),
      field(
        'links',
        'Links',
        textInput('customer_links', { value: (customer?.links as string[] | undefined)?.join('\n'), lines: true, most: 2_000 }),
        {
          optional: true,
          hint: 'A line each, like https://crm.example/acme',
        },
      ),
    ],
  });
}

const money = (cents: number) => (cents / 100).toLocaleString('en-US', { maximumFractionDigits: 2 });
