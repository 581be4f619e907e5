import type { Page } from 'playwright-core';
import { expectAccessible } from './support/axe';
import { type Company, startCompany } from './support/backline';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { goTo, skipToMessages } from './support/keyboard';
import { actAs, choose, chooseFromMenu, message } from './support/window';
import { withWindow } from './support/with-window';

/** 10:00 in Tallinn, where Billing works. */
const TUESDAY = new Date('2026-11-24T08:00:00Z');
const QUESTION = 'Invoice shows VAT twice';

inChromium('The first escalation', (browser) => {
  let company: Company;
  beforeAll(buildPage);
  beforeEach(async () => {
    company = await startCompany(TUESDAY);
  });
  afterEach(() => company.stop());
  const inSupport = (visit: (page: Page) => Promise<void>) =>
    withWindow(browser(), company.sandbox, { as: 'ana', channel: 'support' }, visit);

  const card = (page: Page) => message(page.getByRole('main'), /ESC-1\b/);
  const thread = (page: Page) => page.getByRole('complementary', { name: /^Thread in/ });

  test('Ana escalates a thread; Bo claims it, asks back and resolves it; Ana says that it solves it', () =>
    inSupport(async (page) => {
      await chooseFromMenu(page, QUESTION, 'Escalate this thread');
      const form = page.getByRole('dialog', { name: 'Escalate to a squad' });
      await form.getByText('6 messages will be copied').waitFor();
      await expectAccessible(page);
      await choose(form, 'Squad', 'Billing');
      await choose(form, 'Severity', 'S2 High');
      await form.getByLabel('Customer').fill('Acme GmbH');
      await form.getByLabel('What was tried').fill('Reissued once, same result');
      await form.getByLabel('Expected answer').fill('May we refund the difference today?');
      await form.getByRole('button', { name: 'Escalate' }).click();
      const escalated = page.getByRole('dialog', { name: 'Escalated' });
      await escalated.getByText('ESC-1 is with Billing').waitFor();
      await expectAccessible(page);
      await escalated.getByRole('button', { name: 'Close', exact: true }).click();

      await actAs(page, 'Bo Andersen');
      await page.getByRole('link', { name: /#billing-squad, \d unread/ }).click();
      await card(page).getByText('[S2] ESC-1').waitFor();
      await card(page).getByRole('button', { name: 'Claim' }).click();
      await card(page).getByText('Claimed by Bo').waitFor();
      await expectAccessible(page);
      await card(page).getByRole('button', { name: 'Needs info' }).click();
      const ask = page.getByRole('dialog', { name: 'Ask for information' });
      await ask.getByLabel('Question').fill('Which plan did they leave?');
      await expectAccessible(page);
      await ask.getByRole('button', { name: 'Ask' }).click();
      await card(page).getByText('Waiting on agent').waitFor();

      await actAs(page, 'Ana Ferreira');
      await page.getByRole('link', { name: /^#support\b(?!-)/ }).click();
      await message(page, QUESTION)
        .getByRole('button', { name: /replies/ })
        .click();
      await message(thread(page), 'Which plan did they leave?').waitFor();
      await thread(page).getByRole('textbox', { name: 'Reply in thread' }).fill('They left Starter for Team on the 12th');
      await page.keyboard.press('Enter');
      await message(thread(page), 'They left Starter').waitFor();
      await expectAccessible(page);

      await actAs(page, 'Bo Andersen');
      await page.getByRole('link', { name: /^#billing-squad/ }).click();
      await card(page).getByText('Claimed by Bo').waitFor();
      await card(page)
        .getByRole('button', { name: /replies/ })
        .click();
      await message(thread(page), 'They left Starter for Team').waitFor();
      await card(page).getByRole('button', { name: 'Resolve' }).click();
      const resolve = page.getByRole('dialog', { name: 'Resolve ESC-1' });
      await choose(resolve, 'Reason', 'Bug fixed');
      await resolve.getByLabel('Answer').fill('Yes, refund it today. The fix is out.');
      await expectAccessible(page);
      await resolve.getByRole('button', { name: 'Resolve' }).click();
      await card(page).getByRole('button', { name: 'Reopen' }).waitFor();

      await actAs(page, 'Ana Ferreira');
      await page.getByRole('link', { name: /^#support\b(?!-)/ }).click();
      await message(page, QUESTION)
        .getByRole('button', { name: /replies/ })
        .click();
      const answer = message(thread(page), 'Yes, refund it today');
      await answer.getByRole('button', { name: 'That solves it' }).click();
      await answer.getByRole('button', { name: 'That solves it' }).waitFor({ state: 'detached' });
      await page.getByRole('region', { name: 'Try this' }).getByText('4 of 5').waitFor();
      await expectAccessible(page);

      await page.getByRole('link', { name: /^Backline/ }).click();
      await page.getByRole('heading', { name: /My escalations/ }).waitFor();
      await expectAccessible(page);
      expect(company.sandbox.complaints()).toEqual([]);
    }));

  test('the same by keyboard alone', () =>
    inSupport(async (page) => {
      const { keyboard } = page;
      const press = async (...keys: string[]) => {
        for (const key of keys) await keyboard.press(key);
      };
      await message(page, QUESTION).waitFor();
      await skipToMessages(page);
      await goTo(page, new RegExp(QUESTION), 'ArrowUp');
      await goTo(page, 'More actions');
      await press('Enter');
      await goTo(page, /^Escalate this thread/, 'ArrowDown');
      await press('Enter');
      const form = page.getByRole('dialog', { name: 'Escalate to a squad' });
      await form.waitFor();
      await goTo(page, 'Squad');
      await keyboard.type('Billing');
      await page.getByRole('option', { name: 'Billing' }).waitFor();
      await press('Enter');
      await goTo(page, 'What was tried');
      await keyboard.type('Reissued once, same result');
      await goTo(page, 'Expected answer');
      await keyboard.type('May we refund the difference today?');
      await goTo(page, 'Escalate');
      await press('Enter');
      await page.getByRole('dialog', { name: 'Escalated' }).waitFor();
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      await actAsByKeyboard('Bo Andersen');
      await goTo(page, /^#billing-squad/);
      await press('Enter');
      await card(page).waitFor();
      await skipToMessages(page);
      await goTo(page, /ESC-1/, 'ArrowUp');
      await goTo(page, 'Claim');
      await press('Enter');
      await card(page).getByText('Claimed by Bo').waitFor();
      await skipToMessages(page);
      await goTo(page, /ESC-1/, 'ArrowUp');
      await goTo(page, 'Resolve');
      await press('Enter');
      await page.getByRole('dialog', { name: 'Resolve ESC-1' }).waitFor();
      await goTo(page, 'Reason');
      await keyboard.type('Bug fixed');
      await press('ArrowDown', 'ArrowUp', 'Enter');
      await goTo(page, 'Answer');
      await keyboard.type('Yes, refund it today.');
      await goTo(page, 'Resolve');
      await press('Enter');
      await card(page).getByRole('button', { name: 'Reopen' }).waitFor();

      await actAsByKeyboard('Ana Ferreira');
      await goTo(page, /^#support$/);
      await press('Enter');
      await message(page, QUESTION).waitFor();
      await skipToMessages(page);
      await goTo(page, new RegExp(QUESTION), 'ArrowUp');
      await goTo(page, /replies/);
      await press('Enter');
      await message(thread(page), 'Yes, refund it today').waitFor();
      await goTo(page, 'That solves it');
      await press('Enter');
      await thread(page).getByRole('button', { name: 'That solves it' }).waitFor({ state: 'detached' });
      expect(company.sandbox.complaints()).toEqual([]);

      async function actAsByKeyboard(name: string) {
        await page.evaluate('document.activeElement.blur()');
        await goTo(page, 'Act as');
        await keyboard.type(name);
        await page.getByRole('option', { name }).waitFor();
        await press('Enter');
        await page
          .getByRole('combobox', { name: 'Act as' })
          .and(page.locator(`[value="${name}"]`))
          .waitFor();
      }
    }));
});
