import type { Page } from 'playwright-core';
import { person } from '../../sandbox/person';
import { settle } from '../support/settle';
import { type Company, startCompany } from './support/backline';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { picture } from './support/pictures';
import { choose, message, NARROW, openWindow, WIDE } from './support/window';

/** 10:00 in Tallinn. */
const TUESDAY = new Date('2026-11-24T08:00:00Z');
const MINUTE = 60_000;
/** When every picture is taken. */
const SHOWN = new Date(TUESDAY.getTime() + 40 * MINUTE);

inChromium('Pictures for the README', (browser) => {
  let company: Company;
  beforeAll(async () => {
    buildPage();
    company = await startCompany(TUESDAY, { rotations: true });
    await escalateAndAnswer(company);
  });
  afterAll(() => company.stop());

  const themes = ['light', 'dark'] as const;
  const widths = { wide: WIDE, narrow: NARROW };
  const windows = themes.flatMap((theme) => Object.entries(widths).map(([width, size]) => ({ theme, width, size })));

  test.each(windows)('$theme and $width', async ({ theme, width, size }) => {
    const show = async (name: string, as: string, place: { channel?: string; home?: boolean }, visit: (page: Page) => Promise<unknown>) => {
      await company.sandbox.clock.moveTo(SHOWN);
      const { page, close } = await openWindow(browser(), company.sandbox, { as, theme, ...size, ...place });
      await visit(page);
      await picture(page, `${name}-${theme}-${width}`);
      await close();
    };
    await show('channel', 'bo', { channel: 'billing-squad' }, (page) => message(page, /ESC-1/).waitFor());
    await show('thread', 'ana', { channel: 'support' }, async (page) => {
      await message(page, 'Invoice shows VAT twice')
        .getByRole('button', { name: /replies/ })
        .click();
      await message(page, 'Yes, refund it today').waitFor();
    });
    await show('modal', 'tomas', { channel: 'support' }, async (page) => {
      const form = page.getByRole('dialog', { name: 'Escalate to a squad' });
      await message(page, 'Opening balance is zero').hover();
      await message(page, 'Opening balance is zero').getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Escalate this thread' }).click();
      await form.getByText('messages will be copied').waitFor();
      await choose(form, 'Squad', 'Billing');
      await form.getByRole('heading', { name: 'Escalate to a squad' }).click();
    });
    await person(company.sandbox, company.sandbox.people.tomas ?? '').close();
    await show('home', 'bo', { home: true }, (page) => page.getByRole('heading', { name: /Squad queue/ }).waitFor());
    await show('rotation', 'cy', { home: true }, async (page) => {
      await page.getByRole('button', { name: 'Rotation', exact: true }).click();
      await page.getByRole('heading', { name: 'My shifts' }).waitFor();
    });
  });

  test('the inspector', async () => {
    await company.sandbox.clock.moveTo(SHOWN);
    const { page, close } = await openWindow(browser(), company.sandbox, { as: 'bo', channel: 'billing-squad' });
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('searchbox', { name: 'Filter the traffic' }).fill('ESC-1');
    await page.getByRole('log').locator('summary').filter({ hasText: 'chat.update' }).last().click();
    await picture(page, 'inspector-light-wide');
    await close();
  });
});

/** The main flow up to the answer, a few minutes of the world apart, so that every picture shows the same times. */
async function escalateAndAnswer({ sandbox, backline }: Company): Promise<void> {
  const somebody = (key: string) => person(sandbox, sandbox.people[key] ?? '');
  const [ana, bo] = [somebody('ana'), somebody('bo')];
  const support = sandbox.channels.support ?? '';
  const billing = sandbox.channels['billing-squad'] ?? '';
  let minutes = 0;
  const later = async () => {
    await settle(sandbox, backline);
    minutes += 7;
    await sandbox.clock.moveTo(new Date(TUESDAY.getTime() + minutes * MINUTE));
  };
  const root = await ana.find('VAT twice', { channel: support });
  await ana.shortcut('Escalate this thread', root);
  await settle(sandbox, backline);
  await ana.fill({
    Squad: 'Billing',
    Severity: 'S2 High',
    Customer: 'Acme GmbH',
    'What was tried': 'Reissued once, same result',
    'Expected answer': 'May we refund the difference today?',
  });
  await ana.submit();
  await settle(sandbox, backline);
  await ana.close();
  await later();
  const card = await bo.find('ESC-1', { channel: billing });
  await bo.click('Claim', { in: card });
  await later();
  await bo.click('Needs info', { in: card });
  await bo.fill({ Question: 'Which plan did they leave?' });
  await bo.submit();
  await later();
  await ana.reply(root, 'They left Starter for Team on the 12th');
  await later();
  await bo.click('Resolve', { in: card });
  await bo.fill({ Reason: 'Bug fixed', Answer: 'Yes, refund it today. The fix is out, new invoices have one VAT line.' });
  await bo.submit();
  await later();
  // Bo has read his channel: whether "New" stands in a picture does not depend on which one is taken first.
  await fetch(`${sandbox.url}/sandbox/messages?as=${bo.id}&channel=${billing}`);
}
