import type { Page } from 'playwright-core';
import { expectAccessible } from './support/axe';
import { type Company, startCompany } from './support/backline';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { actAs, choose, message } from './support/window';
import { withWindow } from './support/with-window';

/** 10:00 in Tallinn, where Billing works. */
const TUESDAY = new Date('2026-11-24T08:00:00Z');

inChromium('Support rotation', (browser) => {
  let company: Company;
  beforeAll(buildPage);
  beforeEach(async () => {
    company = await startCompany(TUESDAY);
  });
  afterEach(() => company.stop());

  const openHome = async (page: Page) => {
    await page.getByRole('link', { name: /^Backline/ }).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Rotation', exact: true }).click();
    await page.getByRole('heading', { name: 'My shifts' }).waitFor();
  };
  const openMessages = async (page: Page) => {
    await page.getByRole('link', { name: /^Backline/ }).click();
    await page.getByRole('tab', { name: 'Messages' }).click();
  };
  const say = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: /^Message #/ }).fill(text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  };
  const goTo = (text: string) => company.sandbox.clock.advance(new Date(text).getTime() - company.sandbox.clock.now().getTime());

  test('Priya makes a rotation; Bo swaps a week with two clicks and Dana’s yes; Cy goes away; the handoff is accepted', () =>
    withWindow(browser(), company.sandbox, { as: 'priya', channel: 'billing-squad' }, async (page) => {
      await say(page, '/rota');
      await message(page, 'Nobody is on rotation here yet').getByRole('button', { name: 'New rotation' }).click();
      const form = page.getByRole('dialog', { name: 'New rotation' });
      await form.getByLabel('Name').fill('Payments');
      for (const name of ['Bo Andersen', 'Cy Mercado', 'Dana Lopes', 'Sam Okafor']) await choose(form, 'People, in order', name);
      await page.keyboard.press('Escape');
      await expectAccessible(page);
      await form.getByRole('button', { name: 'Preview' }).click();
      const plan = page.getByRole('dialog', { name: 'Check the plan' });
      await plan.getByText('Bo').first().waitFor();
      await expectAccessible(page);
      await plan.getByRole('button', { name: 'Save' }).click();
      await plan.waitFor({ state: 'detached' });
      await say(page, '/rota');
      await message(page, 'Payments · on now').getByText('Bo').first().waitFor();
      await expectAccessible(page);

      await actAs(page, 'Bo Andersen');
      await openHome(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'More options' }).nth(1).click();
      await page.getByRole('menuitem', { name: 'Swap…' }).click();
      const swap = page.getByRole('dialog', { name: 'Swap a shift' });
      await swap.getByRole('button', { name: 'Ask' }).waitFor();
      await expectAccessible(page);
      await swap.getByRole('button', { name: 'Ask' }).click();
      await swap.waitFor({ state: 'detached' });

      await actAs(page, 'Dana Lopes');
      await page.getByRole('link', { name: /^#billing-squad/ }).click();
      const card = message(page, 'Bo asks for cover on Payments');
      await card.getByRole('button', { name: 'Take it' }).click();
      await card.getByText('Dana took it').waitFor();
      await expectAccessible(page);

      await actAs(page, 'Cy Mercado');
      await openHome(page);
      await page.getByRole('button', { name: 'Away', exact: true }).click();
      const away = page.getByRole('dialog', { name: 'Away' });
      await away.getByLabel('First day').fill('2026-12-28');
      await away.getByLabel('Last day').fill('2027-01-03');
      await away.getByText('Who would be moved').waitFor();
      await expectAccessible(page);
      await away.getByRole('button', { name: 'Save' }).click();

      await goTo('2026-11-30T07:00:00Z');
      await actAs(page, 'Cy Mercado');
      await openMessages(page);
      const handoff = message(page, 'Handoff · Payments');
      await handoff.getByRole('button', { name: 'Accept handoff' }).click();
      await handoff.getByText(/Accepted/).waitFor();
      await expectAccessible(page);
      expect(company.sandbox.complaints()).toEqual([]);
    }));
});
