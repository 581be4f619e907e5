import { expectAccessible } from './support/axe';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { type Gallery, startGallery } from './support/gallery';
import { actAs, chooseFromMenu, message } from './support/window';
import { withWindow } from './support/with-window';

const MONDAY = new Date('2026-11-23T09:12:00Z');

inChromium('The conversation', (browser) => {
  let gallery: Gallery;
  beforeAll(async () => {
    buildPage();
    gallery = await startGallery(MONDAY);
  });
  afterAll(() => gallery.stop());
  const as = (person: string, more = {}) => ({ as: person, channel: 'support', ...more });

  test('Ana reads #support: who wrote, when in her zone, and how many answered', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const question = message(page, 'Invoice shows VAT twice');
      await question.getByText('Ana Ferreira').waitFor();
      expect(await question.getByRole('button', { name: /5 replies/ }).count()).toBe(1);
      const seen = await question.locator('time').first().textContent();
      await actAs(page, 'Bo Andersen');
      await message(page, 'Invoice shows VAT twice').waitFor();
      expect(await message(page, 'Invoice shows VAT twice').locator('time').first().textContent()).not.toBe(seen);
      await expectAccessible(page);
    }));

  test('a message is written, reacted to, edited and deleted', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.fill('Which plan did they <leave>, @bo? See #billing-squad & https://example.com/8812.');
      await composer.press('Enter');
      const mine = message(page, 'Which plan did they <leave>');
      await mine.getByText('@Bo Andersen').waitFor();
      expect(await mine.getByRole('link', { name: 'https://example.com/8812' }).getAttribute('href')).toBe('https://example.com/8812');
      expect(await composer.inputValue()).toBe('');

      await mine.hover();
      await mine.getByRole('button', { name: 'Add reaction' }).first().click();
      await page.getByRole('searchbox', { name: 'Search emoji' }).fill('sos');
      await page.getByRole('button', { name: 'sos', exact: true }).click();
      const reaction = mine.getByRole('button', { name: 'sos, 1: Ana Ferreira' });
      await reaction.waitFor();
      await reaction.click();
      await reaction.waitFor({ state: 'detached' });

      await chooseFromMenu(page, 'Which plan did they <leave>', 'Edit');
      const box = page.getByRole('textbox', { name: 'Edit message' });
      expect(await box.inputValue()).toBe('Which plan did they <leave>, @Bo? See #billing-squad & https://example.com/8812.');
      await box.fill('Which plan did they have?');
      await box.press('Enter');
      await message(page, 'Which plan did they have?').getByText('(edited)').waitFor();

      await chooseFromMenu(page, 'Which plan did they have?', 'Delete');
      const question = page.getByRole('dialog', { name: 'Delete message' });
      await expectAccessible(page);
      await question.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('Which plan did they have?').waitFor({ state: 'detached' });
    }));

  test('Arrow up in an empty composer edits one’s last message; Escape leaves it', () =>
    withWindow(browser(), gallery.sandbox, as('luis'), async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.fill('I look into it');
      await composer.press('Enter');
      await message(page, 'I look into it').waitFor();
      await composer.press('ArrowUp');
      const box = page.getByRole('textbox', { name: 'Edit message' });
      await box.press('Escape');
      await box.waitFor({ state: 'detached' });
      expect(await message(page, 'I look into it').getByText('(edited)').count()).toBe(0);
    }));

  test('the composer completes commands, people and channels by keyboard', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.focus();
      await page.keyboard.type('/gal');
      const commands = page.getByRole('listbox', { name: 'Commands' });
      await commands.getByRole('option', { name: /\/gallery/ }).waitFor();
      expect(await composer.getAttribute('aria-activedescendant')).toBe(await commands.getByRole('option').first().getAttribute('id'));
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      expect(await composer.inputValue()).toBe('/gallery ');

      await composer.fill('');
      await page.keyboard.type('hello @b');
      const people = page.getByRole('listbox', { name: 'People' });
      await people.getByRole('option', { name: /Bo Andersen/ }).waitFor();
      await page.keyboard.press('Escape');
      await people.waitFor({ state: 'detached' });
      await page.keyboard.type('o');
      await page.keyboard.press('Tab');
      await page.keyboard.type('in #supp');
      await page.getByRole('listbox', { name: 'Channels' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await composer.inputValue()).toBe('hello @Bo in #support-urgent ');
      await composer.fill('');
    }));

  test('a slash that is no command says so, and the words stay', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.fill('/nonsense now');
      await composer.press('Enter');
      await page.getByRole('alert').getByText('/nonsense is not a valid command.').waitFor();
      expect(await composer.inputValue()).toBe('/nonsense now');
      await composer.fill('');
    }));

  test('a thread opens beside the channel, takes a reply, and knows no commands', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await message(page, 'Invoice shows VAT twice')
        .getByRole('button', { name: /5 replies/ })
        .click();
      const thread = page.getByRole('complementary', { name: 'Thread in #support' });
      await thread.getByText('5 replies').waitFor();
      const composer = thread.getByRole('textbox', { name: 'Reply in thread' });
      await composer.fill('/gallery here');
      await composer.press('Enter');
      await thread.getByRole('alert').getByText('/gallery is not supported in threads').waitFor();
      await composer.fill('They left the Starter plan');
      await composer.press('Enter');
      await message(thread, 'They left the Starter plan').waitFor();
      await thread.getByText('6 replies').waitFor();
      await expectAccessible(page);
      await thread.getByRole('button', { name: 'Close thread' }).click();
      await message(page, 'Invoice shows VAT twice')
        .getByRole('button', { name: /6 replies/ })
        .waitFor();
    }));

  test('a reply may go to the channel as well', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await chooseFromMenu(page, 'Invoice shows VAT twice', 'Reply in thread');
      const thread = page.getByRole('complementary', { name: 'Thread in #support' });
      await thread.getByRole('checkbox', { name: 'Also send to #support' }).check();
      await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('For everybody: it is solved');
      await thread.getByRole('button', { name: 'Send' }).click();
      await message(page.getByRole('main'), 'For everybody: it is solved').getByText('Replied to a').waitFor();
    }));

  test('a copied link leads back to its message', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await chooseFromMenu(page, 'Invoice shows VAT twice', 'Copy link');
      await page.getByRole('region', { name: 'Notices' }).getByText('Link copied').waitFor();
      const link = await page.evaluate<string>('navigator.clipboard.readText()');
      await page.getByRole('link', { name: '#general' }).click();
      const composer = page.getByRole('textbox', { name: 'Message #general' });
      await composer.fill(`see ${link}`);
      await composer.press('Enter');
      await page.getByRole('link', { name: link }).click();
      await page.locator('article.is-marked').getByText('Invoice shows VAT twice').waitFor();
    }));

  test('a text file is attached, sent and opened', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Attach a text file' }).click();
      await (await chooser).setFiles({ name: 'invoice.csv', mimeType: 'text/csv', buffer: Buffer.from('net,vat\n375,71.25\n') });
      await page.getByRole('list', { name: 'Files to send' }).getByText('invoice.csv').waitFor();
      await page.getByRole('textbox', { name: 'Message #support' }).fill('Their export');
      await page.keyboard.press('Enter');
      await message(page, 'Their export')
        .getByRole('link', { name: /invoice\.csv/ })
        .waitFor();
    }));

  test('what the app whispers is seen by one person, and put away', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.fill('/gallery a *card*');
      await composer.press('Enter');
      await message(page, 'Whisper').getByRole('button', { name: 'Whisper' }).click();
      const whisper = message(page, 'This is for your eyes');
      await whisper.getByText('Only visible to you').waitFor();
      await expectAccessible(page);
      await withWindow(browser(), gallery.sandbox, as('luis'), async (other) => {
        await message(other, 'Whisper').waitFor();
        expect(await other.getByText('This is for your eyes').count()).toBe(0);
      });
      await whisper.getByRole('button', { name: 'Dismiss message' }).click();
      await whisper.waitFor({ state: 'detached' });
    }));

  test('selects, menus and dates in a message tell the app what was chosen', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await page.getByRole('textbox', { name: 'Message #support' }).fill('/gallery choices');
      await page.keyboard.press('Enter');
      const card = message(page, /choices with marks/);
      await card.getByRole('combobox', { name: 'How bad is it?' }).click();
      await page.getByRole('option', { name: 'S2 High' }).click();
      await message(page, 'You used severity (static_select)').waitFor();
      await card.getByRole('button', { name: 'More options' }).click();
      await page.getByRole('menuitem', { name: 'Follow' }).click();
      await message(page, 'You used more (overflow)').waitFor();
      await card.getByLabel('Day').fill('2026-12-01');
      await message(page, '"selected_date":"2026-12-01"').waitFor();
    }));

  test('a button that asks first does nothing until it is answered with yes', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await page.getByRole('textbox', { name: 'Message #support' }).fill('/gallery to be redrawn');
      await page.keyboard.press('Enter');
      const card = message(page, 'to be redrawn with marks');
      await card.getByRole('button', { name: 'Redraw' }).click();
      await page.getByRole('dialog', { name: 'Redraw it?' }).getByRole('button', { name: 'Keep it' }).click();
      await card.getByRole('button', { name: 'Redraw' }).click();
      await page.getByRole('dialog', { name: 'Redraw it?' }).getByRole('button', { name: 'Redraw it' }).click();
      await message(page, 'It was redrawn.').waitFor();
      expect(await page.getByText('to be redrawn with marks').count()).toBe(0);
    }));

  test('a click that the app does not answer ends in a notice after three seconds', () =>
    withWindow(browser(), gallery.sandbox, as('ana'), async (page) => {
      await page.getByRole('textbox', { name: 'Message #support' }).fill('/gallery unanswered');
      await page.keyboard.press('Enter');
      await message(page, 'unanswered with marks').getByRole('button', { name: 'Say nothing' }).click();
      await page.getByRole('region', { name: 'Notices' }).getByText('Backline didn’t respond in time'.replace('’', "'")).waitFor();
      await expectAccessible(page);
    }));
});
