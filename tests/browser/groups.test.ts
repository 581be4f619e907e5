import type { Page } from 'playwright-core';
import { person } from '../../sandbox';
import { expectAccessible } from './support/axe';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { type Gallery, startGallery } from './support/gallery';
import { actAs, choose, message, NARROW } from './support/window';
import { withWindow } from './support/with-window';

/** 11:12 in Tallinn, on a Monday. */
const MONDAY = new Date('2026-11-23T09:12:00Z');

inChromium('User groups, topics and Do Not Disturb', (browser) => {
  let gallery: Gallery;
  beforeAll(async () => {
    buildPage();
    gallery = await startGallery(MONDAY);
  });
  afterAll(() => gallery.stop());
  beforeEach(() => gallery.sandbox.reset());
  const inSupport = (as: string, visit: (page: Page) => Promise<void>, more = {}) =>
    withWindow(browser(), gallery.sandbox, { as, channel: 'support', ...more }, visit);
  const idOf = (key: string) => gallery.sandbox.people[key] ?? '';
  const somebody = (key: string) => person(gallery.sandbox, idOf(key));
  const directory = async (page: Page) => {
    await page.getByRole('link', { name: 'User groups', exact: true }).click();
    return page.getByRole('list', { name: 'User groups' });
  };

  test('a group is looked at, changed by hand, disabled and enabled', () =>
    inSupport('kai', async (page) => {
      const groups = await directory(page);
      await groups.getByRole('link', { name: /Support agents @support-agents 6 members · Last changed by Kai Saar/ }).waitFor();
      await expectAccessible(page);
      await groups.getByRole('link', { name: /On call for Billing/ }).click();
      const pane = page.getByRole('complementary', { name: 'User group On call for Billing' });
      await pane.getByRole('list', { name: 'Members' }).getByText('Bo Andersen').waitFor();
      await expectAccessible(page);

      await pane.getByRole('button', { name: 'Edit members' }).click();
      const form = page.getByRole('dialog', { name: 'Edit members of @billing-oncall' });
      await form.getByRole('button', { name: 'Remove Bo Andersen' }).click();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByRole('alert').getByText('needs at least one member').waitFor();
      await choose(form, 'Members', 'Dana Lopes');
      await choose(form, 'Members', 'Cy Mercado');
      await page.keyboard.press('Escape');
      await expectAccessible(page);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      await pane.getByRole('heading', { name: '2 members' }).waitFor();
      expect(gallery.sandbox.group('billing-oncall')).toMatchObject({ users: [idOf('dana'), idOf('cy')], updated_by: idOf('kai') });

      await pane.getByRole('button', { name: 'Disable group' }).click();
      const question = page.getByRole('dialog', { name: 'Disable @billing-oncall?' });
      await expectAccessible(page);
      await question.getByRole('button', { name: 'Disable group' }).click();
      await groups.getByRole('link', { name: /On call for Billing .*Disabled/ }).waitFor();
      await expectAccessible(page);
      await pane.getByRole('button', { name: 'Enable group' }).click();
      await pane.getByRole('button', { name: 'Edit members' }).waitFor();
      expect(gallery.sandbox.group('billing-oncall')).toMatchObject({ date_delete: 0, users: [idOf('dana'), idOf('cy')] });
    }));

  test('what somebody else changes is there at once', () =>
    inSupport('ana', async (page) => {
      const groups = await directory(page);
      await groups.getByRole('link', { name: /On call for Checkout/ }).click();
      await somebody('finn').changeGroup('checkout-oncall', { users: [idOf('finn'), idOf('gabe')] });
      const pane = page.getByRole('complementary', { name: 'User group On call for Checkout' });
      await pane.getByText('Gabe Torres').waitFor();
      await pane.getByText('Last changed by Finn Doyle, Today at 09:12').waitFor();
      await groups.getByRole('link', { name: /On call for Checkout .*2 members/ }).waitFor();
    }));

  test('guests look only; nobody but admins changes a group where it is theirs; a free plan has none', () =>
    inSupport('ana', async (page) => {
      const groups = await directory(page);
      await groups.getByRole('link', { name: /On call for Billing/ }).click();
      const edit = page.getByRole('button', { name: 'Edit members' });
      await edit.waitFor();
      await page.getByRole('button', { name: 'Inspector' }).click();
      const turn = async (name: string) => {
        await page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Faults' }).click();
        await page.getByRole('menuitem', { name }).click();
      };
      await turn('Only admins change user groups');
      await edit.waitFor({ state: 'detached' });
      await page.getByText('Changing them is up to admins').waitFor();
      await turn('Everybody may change user groups');
      await edit.waitFor();
      await turn('Free plan: no user groups');
      await page.getByText('User groups need a paid plan').waitFor();
      await groups.waitFor({ state: 'detached' });
      await expectAccessible(page);
      await turn('Back to a paid plan');
      await edit.waitFor();
      await actAs(page, 'Zoe Martin');
      await directory(page);
      await page.getByText('Changing them is up to admins').waitFor();
    }));

  test('a group is mentioned by its handle, and the mention leads to who is in it', () =>
    inSupport('bo', async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.pressSequentially('Ask @billing-on');
      await page.getByRole('option', { name: /@billing-oncall/ }).waitFor();
      await expectAccessible(page);
      await composer.press('Enter');
      await composer.pressSequentially('about invoices');
      await composer.press('Enter');
      const mention = message(page, 'about invoices').getByRole('button', { name: '@billing-oncall' });
      await mention.waitFor();
      await expectAccessible(page);
      await mention.click();
      await page.getByRole('complementary', { name: 'User group On call for Billing' }).getByText('Bo Andersen').waitFor();
    }));

  test('a topic is set by who is in the channel, and seen at once by the others', () =>
    inSupport('ana', async (page) => {
      const support = gallery.sandbox.channels.support ?? '';
      await message(page, 'Invoice shows VAT twice').waitFor();
      await somebody('luis').setTopic(support, 'On rotation: Bo until Mon 09:00');
      await page.getByRole('main').locator('header').getByText('On rotation: Bo until Mon 09:00').waitFor();
      await page.getByRole('button', { name: 'Edit topic' }).click();
      const form = page.getByRole('dialog', { name: 'Edit topic' });
      const field = form.getByRole('textbox', { name: 'Topic of #support' });
      expect(await field.inputValue()).toBe('On rotation: Bo until Mon 09:00');
      await field.fill('x'.repeat(251));
      await form.getByText('1 character too many').waitFor();
      expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
      await expectAccessible(page);
      await field.fill('Customers & their invoices');
      await field.press('Enter');
      await form.waitFor({ state: 'detached' });
      await page.getByRole('main').locator('header').getByText('Customers & their invoices').waitFor();
      await page.getByRole('article').filter({ hasText: 'set the channel topic: Customers & their invoices' }).waitFor();
      await somebody('luis').setTopic(support, '');
      await page.getByRole('button', { name: 'Add a topic' }).waitFor();
      await expectAccessible(page);
    }));

  test('notifications are paused until a time, shown beside the name, and over when the time has come', () =>
    inSupport('ana', async (page) => {
      const { sandbox } = gallery;
      await page.getByRole('button', { name: 'Pause notifications' }).click();
      await page.getByRole('menuitem', { name: 'For 2 hours 11:12' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('menuitem', { name: 'For 1 hour 10:12' }).click();
      await page.getByRole('button', { name: 'Notifications paused until Today at 10:12' }).waitFor();
      await actAs(page, 'Tomas Rebane');
      const beside = page.getByRole('img', { name: 'Notifications paused until Today at 12:12' }).first();
      await beside.waitFor();
      await expectAccessible(page);
      await sandbox.clock.advance(3_700_000);
      await beside.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Pause notifications' }).click();
      await page.getByRole('menuitem', { name: 'Until a day and time…' }).click();
      const form = page.getByRole('dialog', { name: 'Pause notifications' });
      await form.getByLabel('Until').fill('2026-11-22');
      await form.getByRole('button', { name: 'Pause' }).click();
      await form.getByRole('alert').getByText('still to come').waitFor();
      await expectAccessible(page);
      await form.getByLabel('Until').fill('2026-11-24');
      await form.getByLabel('at', { exact: true }).fill('08:30');
      await form.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Notifications paused until Tomorrow at 08:30' }).click();
      await page.getByRole('menuitem', { name: 'Resume notifications' }).click();
      await page.getByRole('button', { name: 'Pause notifications' }).waitFor();
    }));

  test('who writes to somebody who paused notifications is told so', () =>
    inSupport('ana', async (page) => {
      await somebody('sam').snooze(new Date('2026-11-24T07:00:00Z'));
      await page.getByRole('link', { name: 'Sam Okafor, notifications paused' }).click();
      await page.getByText('Sam Okafor has paused notifications').waitFor();
      await expectAccessible(page);
      await somebody('sam').snooze(null);
      await page.getByText('Sam Okafor has paused notifications').waitFor({ state: 'detached' });
    }));

  test('by keyboard alone: to a group, to its members, and back', () =>
    inSupport('kai', async (page) => {
      const { keyboard } = page;
      await message(page, 'Invoice shows VAT twice').waitFor();
      const focused = () =>
        page.evaluate<string>(
          'document.querySelector("*:focus:not(body)")?.getAttribute("aria-label") ?? document.querySelector("*:focus:not(body)")?.textContent ?? ""',
        );
      const tabTo = async (words: string) => {
        while (!(await focused()).includes(words)) await keyboard.press('Tab');
      };
      await tabTo('User groups');
      await keyboard.press('Enter');
      await tabTo('On call for Integrations');
      await keyboard.press('Enter');
      const pane = page.getByRole('complementary', { name: 'User group On call for Integrations' });
      await pane.waitFor();
      await tabTo('Edit members');
      await keyboard.press('Enter');
      const form = page.getByRole('dialog', { name: 'Edit members of @integrations-oncall' });
      await tabTo('Members');
      await keyboard.type('jess');
      await page.getByRole('option', { name: /Jess Laurent/ }).waitFor();
      await keyboard.press('Enter');
      await form.getByRole('button', { name: 'Remove Jess Laurent' }).waitFor();
      await keyboard.press('Escape');
      await tabTo('Save');
      await keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
      await pane.getByText('Jess Laurent').waitFor();
      expect(await focused()).toBe('Edit members');
    }));

  test.each(['light', 'dark'] as const)('in a narrow window and the %s theme', (theme) =>
    inSupport(
      'kai',
      async (page) => {
        await page.getByRole('button', { name: 'Open the sidebar' }).click();
        await page.getByRole('dialog', { name: 'Sidebar' }).getByRole('button', { name: 'Pause notifications' }).waitFor();
        const groups = await directory(page);
        await groups.waitFor();
        await expectAccessible(page);
        await groups.getByRole('link', { name: /Support agents/ }).click();
        const pane = page.getByRole('complementary', { name: 'User group Support agents' });
        expect((await pane.boundingBox())?.width).toBe(NARROW.width);
        await expectAccessible(page);
        await pane.getByRole('button', { name: 'Edit members' }).click();
        await page.getByRole('dialog', { name: 'Edit members of @support-agents' }).waitFor();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await pane.getByRole('button', { name: 'Close user group' }).click();
        await groups.waitFor();
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(NARROW.width);
      },
      { ...NARROW, theme },
    ),
  );
});
