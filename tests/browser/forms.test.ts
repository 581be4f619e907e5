import type { Page } from 'playwright-core';
import { expectAccessible } from './support/axe';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { type Gallery, startGallery } from './support/gallery';
import { choose, chooseFromMenu, message } from './support/window';
import { withWindow } from './support/with-window';

const MONDAY = new Date('2026-11-23T09:12:00Z');

inChromium('Forms and the app’s own page', (browser) => {
  let gallery: Gallery;
  beforeAll(async () => {
    buildPage();
    gallery = await startGallery(MONDAY);
  });
  afterAll(() => gallery.stop());
  const inSupport = (person: string, visit: (page: Page) => Promise<void>) =>
    withWindow(browser(), gallery.sandbox, { as: person, channel: 'support' }, visit);

  async function openForm(page: Page) {
    await chooseFromMenu(page, 'Invoice shows VAT twice', 'Open the gallery form');
    const form = page.getByRole('dialog', { name: 'Every field' });
    await form.waitFor();
    return form;
  }

  test('every field is filled by its label, and arrives', () =>
    inSupport('ana', async (page) => {
      const form = await openForm(page);
      await expectAccessible(page);
      await form.getByLabel('Title').fill('VAT twice');
      await form.getByText('Looking for answers to VAT twice').waitFor();
      await form.getByLabel('What was tried').fill('Reissued once,\nsame result');
      await choose(form, 'Squad', 'Billing');
      await choose(form, 'Severity', 'S2 High');
      await choose(form, 'Who should know', 'Bo Andersen');
      await choose(form, 'Who should know', 'Maya');
      await page.keyboard.press('Escape');
      await choose(form, 'Where to post', 'billing-squad');
      await form.getByLabel('Link').fill('https://example.com/8812');
      await form.getByLabel('E-mail').fill('noor@acme.example');
      await form.getByLabel('Customers').fill('3');
      await form.getByRole('radio', { name: 'Support engineer' }).check();
      await form.getByRole('checkbox', { name: 'Restricted' }).check();
      await form.getByLabel('Due day').fill('2026-11-25');
      await form.getByLabel('Due time').fill('13:30');
      await expectAccessible(page);
      await form.getByRole('button', { name: 'Go on' }).click();

      const second = page.getByRole('dialog', { name: 'Look it over' });
      await second.waitFor();
      const { bo, maya } = gallery.sandbox.people;
      const view = gallery.sandbox.modals(gallery.sandbox.people.ana ?? '').at(0);
      expect(view?.state.values).toMatchObject({
        title_block: { title: { value: 'VAT twice' } },
        tried_block: { tried: { value: 'Reissued once,\nsame result' } },
        squad_block: { squad: { selected_option: { value: 'billing' } } },
        severity_block: { severity: { selected_option: { value: 'S2' } } },
        who_block: { who: { selected_users: [bo, maya] } },
        where_block: { where: { selected_conversation: gallery.sandbox.channels['billing-squad'] } },
        link_block: { link: { value: 'https://example.com/8812' } },
        mail_block: { mail: { value: 'noor@acme.example' } },
        count_block: { count: { value: '3' } },
        handled_block: { handled: { selected_option: { value: 'support engineer' } } },
        also_block: { also: { selected_options: [{ value: 'restricted' }] } },
        day_block: { day: { selected_date: '2026-11-25' } },
        time_block: { time: { selected_time: '13:30' } },
      });

      await second.getByRole('button', { name: 'Back' }).click();
      await form.waitFor();
      expect(await form.getByLabel('What was tried').inputValue()).toBe('Reissued once,\nsame result');
      expect(await form.getByRole('combobox', { name: 'Squad' }).inputValue()).toBe('Billing');
      await form.getByRole('button', { name: 'Go on' }).click();
      await second.getByRole('button', { name: 'Send' }).click();
      await second.waitFor({ state: 'detached' });
      expect(await page.getByRole('dialog').count()).toBe(0);
    }));

  test('words stand beside a field that is missing or wrong, and the focus goes there', () =>
    inSupport('luis', async (page) => {
      const form = await openForm(page);
      await form.getByRole('button', { name: 'Go on' }).click();
      const title = form.getByLabel('Title');
      await form.locator('.field-error').first().waitFor();
      expect(await title.getAttribute('aria-invalid')).toBe('true');
      await expectAccessible(page);

      await title.fill('this is wrong');
      await choose(form, 'Squad', 'Checkout');
      await form.getByRole('button', { name: 'Go on' }).click();
      await form.getByText('Say it in other words').waitFor();
      const described = (await title.getAttribute('aria-describedby')) ?? '';
      const error = await form.getByText('Say it in other words').getAttribute('id');
      expect(described.split(' ')).toContain(error);
      expect(await page.evaluate<string>('document.activeElement.id')).toBe(await title.getAttribute('id'));
      expect(await title.inputValue()).toBe('this is wrong');
    }));

  test('a form that the app does not answer keeps every word and says what happened', () =>
    inSupport('tomas', async (page) => {
      const form = await openForm(page);
      await form.getByLabel('Title').fill('silence');
      await choose(form, 'Squad', 'Billing');
      await form.getByRole('button', { name: 'Go on' }).click();
      expect(await form.getByRole('button', { name: 'Go on' }).getAttribute('aria-busy')).toBe('true');
      await form.getByRole('alert').getByText("Backline didn't respond in time").waitFor();
      expect(await form.getByLabel('Title').inputValue()).toBe('silence');
    }));

  test('Escape closes a list first, then the form, and the focus returns to where it came from', () =>
    inSupport('grace', async (page) => {
      const form = await openForm(page);
      await form.getByRole('combobox', { name: 'Severity' }).click();
      await page.getByRole('listbox').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      expect(await form.isVisible()).toBe(true);
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      const name = await page.evaluate('document.activeElement.getAttribute("aria-label")');
      expect(name).toBe('More actions');
    }));

  test('Tab stays inside the form', () =>
    inSupport('jo', async (page) => {
      await openForm(page);
      const inside = () => page.evaluate<boolean>('document.querySelector("dialog[open]").contains(document.activeElement)');
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press('Tab');
        expect(await inside()).toBe(true);
      }
      await page.keyboard.press('Shift+Tab');
      expect(await inside()).toBe(true);
    }));

  test('a form opens from anywhere by its shortcut', () =>
    inSupport('ana', async (page) => {
      await page.getByRole('button', { name: 'Shortcuts' }).click();
      await page.getByRole('menuitem', { name: 'Start from anywhere' }).click();
      await page.getByRole('dialog', { name: 'Every field' }).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }));

  test('the app’s page has its own tab, and its messages another', () =>
    withWindow(browser(), gallery.sandbox, { as: 'maya', home: true }, async (page) => {
      const home = page.getByRole('tabpanel', { name: 'Home' });
      await home.getByRole('heading', { name: /Needs you/ }).waitFor();
      await home.getByRole('button', { name: 'Open thread' }).click();
      await home.getByLabel('What was tried').fill('nothing yet');
      await expectAccessible(page);
      await page.getByRole('tab', { name: 'Home' }).press('ArrowRight');
      const messages = page.getByRole('tabpanel', { name: 'Messages' });
      await messages.getByRole('textbox', { name: 'Message Backline' }).fill('Hello');
      await page.keyboard.press('Enter');
      await message(page, 'Hello').waitFor();
      await expectAccessible(page);
    }));
});
