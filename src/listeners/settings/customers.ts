import { z } from 'zod';
import type { Deps } from '../../deps';
import type { Reader } from '../../domain/people/store';
import { customerPage, saveCustomer } from '../../domain/settings/customers';
import { mistakesOf } from '../../domain/settings/mistakes';
import { CustomerEntry } from '../../domain/settings/schema';
import { customerForm, customersPerPage, customersView } from '../../views/settings/customers';
import type { ListPlace } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission, type Submission } from './gesture';
import { saveOnce } from './once';
import { drawAgain, forAdmins, mayChangeSettings, noLongerAdmin, redraw, show } from './show';
import { Place } from './squads';

const Metadata = z.object({ customerId: z.string().nullable(), list: Place });
const firstPage: ListPlace = { page: 0, words: '' };
type Errors = Record<string, string>;

/** Settings → `Customers`: the list, and the form. */
export function customerHandlers(deps: Deps): Handlers {
  const { read } = deps.db;
  const list = (press: Press, place: ListPlace) => customerList(read, press.workspaceId, place);
  const placeOf = ({ view }: Press) => (view ? metadataOf(view, Place) : firstPage);

  return {
    actions: {
      async open_customers({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, await list(press, firstPage)));
      },
      async find_customer({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await list(press, { page: 0, words: press.value })));
      },
      async customers_page({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await list(press, { ...placeOf(press), page: Number(press.value) })));
      },
      async add_customer({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, () => show(deps, press, customerForm(null, placeOf(press))));
      },
      async edit_customer({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const customer = await read.customer.findFirst({ where: { id: press.value, workspaceId: press.workspaceId } });
          if (customer) await show(deps, press, customerForm(customer, placeOf(press)));
        });
      },
    },
    views: {
      async settings_customers({ ack, body }) {
        const { workspaceId, userId, view } = readSubmission(body);
        if (!(await mayChangeSettings(deps, workspaceId, userId)))
          return ack({ response_action: 'errors', errors: { find: noLongerAdmin } });
        await ack({
          response_action: 'update',
          view: await customerList(read, workspaceId, { page: 0, words: fieldsOf(view).text('find') }),
        });
      },
      async customer_form({ ack, body }) {
        const submission = readSubmission(body);
        const { workspaceId, view } = submission;
        const { customerId, list: place } = metadataOf(view, Metadata);
        const saved = await save(deps, submission, customerId);
        if ('errors' in saved) return ack({ response_action: 'errors', errors: saved.errors });
        await ack();
        if (view.previous_view_id)
          await drawAgain(
            deps,
            workspaceId,
            view.previous_view_id,
            await customerList(read, workspaceId, place, `${saved.name} is saved.`),
          );
      },
    },
  };
}

async function customerList(read: Reader, workspaceId: string, place: ListPlace, said?: string) {
  return customersView(await customerPage(read, workspaceId, place, customersPerPage), said);
}

async function save(deps: Deps, submission: Submission, customerId: string | null): Promise<{ name: string } | { errors: Errors }> {
  const { workspaceId, userId, view } = submission;
  if (!(await mayChangeSettings(deps, workspaceId, userId))) return { errors: { name: noLongerAdmin } };
  const fields = fieldsOf(view);
  const revenue = fields.text('monthlyRevenue').trim();
  const parsed = CustomerEntry.required().safeParse({
    name: fields.text('name'),
    plan: fields.text('plan'),
    monthlyRevenue: revenue === '' ? null : Number(revenue),
    links: fields.lines('links'),
  });
  if (!parsed.success)
    return {
      errors: Object.fromEntries(
        mistakesOf(parsed.error)
          .map(({ path, problem }) => [String(path[0]), problem] as const)
          .reverse(),
      ),
    };

  const { name, plan, monthlyRevenue, links } = parsed.data;
  const draft = {
    name,
    plan: plan || null,
    monthlyRevenue: monthlyRevenue === null ? null : Math.round(monthlyRevenue * 100),
    links: links ?? [],
  };
  const saved = await saveOnce(deps, submission, (tx, now) => saveCustomer(tx, { workspaceId, customerId, draft, actor: userId }, now));
  if (saved.is === 'gone') return { errors: { name: 'This customer is not there any more.' } };
  return saved.is === 'taken' ? { errors: { name: `There is a customer “${saved.name}” already.` } } : { name };
}
