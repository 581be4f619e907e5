import type { Locator, Page } from 'playwright-core';
import { expectAccessible } from './support/axe';
import { inChromium } from './support/browser';
import { buildPage } from './support/built-page';
import { type Gallery, startGallery } from './support/gallery';
import { actAs, message, NARROW } from './support/window';
import { withWindow } from './support/with-window';

const MONDAY = new Date('2026-11-23T09:12:00Z');

/** What a screen reader calls the links of a part. */
async function labels(part: Locator): Promise<(string | null)[]> {
  const links = await part.getByRole('link').all();
  return Promise.all(links.map((link) => link.getAttribute('aria-label')));
}

inChromium('The workspace around it', (browser) => {
  let gallery: Gallery;
  beforeAll(async () => {
    buildPage();
    gallery = await startGallery(MONDAY);
  });
  afterAll(() => gallery.stop());
  const inSupport = (person: string, visit: (page: Page) => Promise<void>, more = {}) =>
    withWindow(browser(), gallery.sandbox, { as: person, channel: 'support', ...more }, visit);

  test('the page says that it is not Slack, and begins with somebody', async () => {
    await withWindow(browser(), gallery.sandbox, { as: 'ana' }, async (page) => {
      await page.goto(gallery.sandbox.url);
      await page.getByText('Sandbox — not Slack').waitFor();
      await page.getByRole('textbox', { name: /^Message / }).waitFor();
      expect(await page.title()).toContain('not Slack');
    });
  });

  test('private channels and those shared with another company are marked; others are not seen', () =>
    inSupport('ana', async (page) => {
      const sidebar = page.getByRole('navigation', { name: 'Channels and people' });
      await sidebar.getByRole('link', { name: /#ext-acme, Slack Connect/ }).click();
      await page.getByRole('main').getByText('Slack Connect').waitFor();
      await page.getByRole('main').getByText('External').first().waitFor();
      const hidden = (await labels(sidebar)).filter((label) => label?.includes('private'));
      expect(hidden).toEqual([]);
      await actAs(page, 'Priya Raman');
      await sidebar
        .getByRole('link', { name: /, private/ })
        .first()
        .waitFor();
      await expectAccessible(page);
    }));

  test('acting as somebody else shows the world through their eyes, in their zone', () =>
    inSupport('ana', async (page) => {
      await page.getByRole('combobox', { name: 'Act as' }).click();
      await page
        .getByRole('group', { name: 'Engineers' })
        .getByRole('option', { name: /Bo Andersen/ })
        .waitFor();
      await expectAccessible(page);
      await page.keyboard.type('Bo And');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: /^Message / }).waitFor();
      expect(page.url()).toContain(`#/${gallery.sandbox.people.bo}`);
    }));

  test('the clock moves by an hour, by a day, and to next Monday', () =>
    inSupport('ana', async (page) => {
      const clock = page.getByRole('group', { name: 'Clock' });
      const before = Date.parse((await clock.locator('time').getAttribute('datetime')) ?? '');
      const later = async (ms: number) => {
        const shown = clock.locator('time');
        while (Date.parse((await shown.getAttribute('datetime')) ?? '') - before < ms);
      };
      await clock.getByRole('button', { name: '+1 h' }).click();
      await later(3_600_000);
      await clock.getByRole('button', { name: '+1 day' }).click();
      await later(25 * 3_600_000);
      await clock.getByRole('button', { name: 'Next Monday 09:00' }).click();
      await clock.getByText('Mon 30 Nov 2026, 09:00').waitFor();
      await page.getByText('Today').waitFor({ state: 'detached' });
    }));

  test('the inspector shows what was said, filtered and opened', () =>
    inSupport('ana', async (page) => {
      await page.getByRole('button', { name: 'Inspector' }).click();
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await page.getByRole('textbox', { name: 'Message #support' }).fill('/gallery traffic');
      await page.keyboard.press('Enter');
      await inspector.getByRole('searchbox', { name: 'Filter the traffic' }).fill('/gallery');
      await inspector.getByLabel('Kind of traffic').selectOption('Interactions');
      const line = inspector.locator('summary').filter({ hasText: '/gallery' }).first();
      await line.click();
      await inspector.getByText('"traffic"').first().waitFor();
      await expectAccessible(page);
    }));

  test('a fault from the inspector hits the next call, and is named', () =>
    inSupport('ana', async (page) => {
      await page.getByRole('button', { name: 'Inspector' }).click();
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByRole('button', { name: 'Faults' }).click();
      await page.getByRole('menuitem', { name: 'Rate-limit the next post' }).click();
      await page.getByRole('textbox', { name: 'Message #support' }).fill('/gallery limited');
      await page.keyboard.press('Enter');
      await inspector.getByLabel('Kind of traffic').selectOption('Trouble');
      await inspector.getByText('fault: rate_limit').first().waitFor();
      await expectAccessible(page);
    }));

  test('Reset asks first, then the story begins again', () =>
    inSupport('ana', async (page) => {
      const composer = page.getByRole('textbox', { name: 'Message #support' });
      await composer.fill('Soon forgotten');
      await composer.press('Enter');
      await message(page, 'Soon forgotten').waitFor();
      await page.getByRole('button', { name: 'Reset' }).click();
      const question = page.getByRole('dialog', { name: 'Reset the sandbox?' });
      await expectAccessible(page);
      await question.getByRole('button', { name: 'Cancel' }).click();
      expect(await message(page, 'Soon forgotten').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Reset' }).click();
      await question.getByRole('button', { name: 'Reset' }).click();
      await page.getByText('Soon forgotten').waitFor({ state: 'detached' });
      await message(page, 'Invoice shows VAT twice').waitFor();
    }));

  test('a channel is joined, left, and read when it is archived', () =>
    inSupport('jo', async (page) => {
      await page.getByText('More channels').click();
      await page.getByRole('list', { name: 'More channels' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Join channel' }).click();
      await page.getByRole('textbox', { name: /^Message / }).fill('/archive');
      await page.keyboard.press('Enter');
      await page.getByText(/is archived/).waitFor();
      await page.getByRole('button', { name: 'Unarchive' }).click();
      await page.getByRole('textbox', { name: /^Message / }).waitFor();
    }));

  test.each(['light', 'dark'] as const)('the %s theme follows the system, and the button turns it', (theme) =>
    inSupport(
      'ana',
      async (page) => {
        const other = theme === 'light' ? 'Dark' : 'Light';
        const background = () => page.evaluate<string>('getComputedStyle(document.querySelector("main")).backgroundColor');
        const before = await background();
        await expectAccessible(page);
        await page.getByRole('button', { name: `${other} theme` }).click();
        expect(await background()).not.toBe(before);
        await expectAccessible(page);
        await page.reload();
        await message(page, 'Invoice shows VAT twice').waitFor();
        expect(await background()).not.toBe(before);
      },
      { theme },
    ),
  );

  test('in a narrow window everything is one tap further away', () =>
    inSupport(
      'ana',
      async (page) => {
        await expectAccessible(page);
        await message(page, 'Invoice shows VAT twice')
          .getByRole('button', { name: /replies/ })
          .click();
        const thread = page.getByRole('complementary', { name: 'Thread in #support' });
        expect((await thread.boundingBox())?.width).toBe(NARROW.width);
        await expectAccessible(page);
        await thread.getByRole('button', { name: 'Close thread' }).click();

        await page.getByRole('button', { name: 'Open the sidebar' }).click();
        const drawer = page.getByRole('dialog', { name: 'Sidebar' });
        await drawer.getByRole('group', { name: 'Clock' }).waitFor();
        await expectAccessible(page);
        await drawer.getByRole('link', { name: 'Backline' }).click();
        await drawer.waitFor({ state: 'detached' });
        await page.getByRole('heading', { name: /Needs you/ }).waitFor();
        await expectAccessible(page);

        await page.getByRole('button', { name: 'Open the sidebar' }).click();
        await drawer.getByRole('button', { name: 'Inspector' }).click();
        await page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Close the inspector' }).click();
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(overflow).toBe(NARROW.width);
      },
      NARROW,
    ));

  test('by keyboard alone: to a message, into its menu, through the form, and back', () =>
    inSupport('nils', async (page) => {
      await message(page, 'Invoice shows VAT twice').waitFor();
      const { keyboard } = page;
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      const focused = () =>
        page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');
      while (!(await focused()).includes('Invoice shows VAT twice')) await keyboard.press('ArrowUp');
      await keyboard.press('ArrowUp');
      expect(await focused()).not.toContain('Invoice shows VAT twice');
      await keyboard.press('ArrowDown');
      while ((await focused()) !== 'More actions') await keyboard.press('Tab');
      await keyboard.press('Enter');
      await keyboard.press('o');
      await keyboard.press('Enter');
      const form = page.getByRole('dialog', { name: 'Every field' });
      await form.waitFor();
      await keyboard.type('By hand');
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      await keyboard.press('ArrowDown');
      await page.getByRole('option', { name: 'Billing' }).waitFor();
      await keyboard.type('check');
      await page.getByRole('option', { name: 'Billing' }).waitFor({ state: 'detached' });
      await page.getByRole('option', { name: 'Checkout' }).waitFor();
      await keyboard.press('Enter');
      await keyboard.press('Shift+Tab');
      await keyboard.press('Shift+Tab');
      await keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Look it over' }).getByText('"checkout"').waitFor();
      await keyboard.press('Escape');
      await form.waitFor();
      await keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      expect(await focused()).toBe('More actions');
    }));

  test('news is said aloud to who cannot see it', () =>
    inSupport('cy', async (page) => {
      await message(page, 'Invoice shows VAT twice').waitFor();
      const { channels, people } = gallery.sandbox;
      await gallery.sandbox.act(people.ana ?? '', { do: 'post', channel: channels.support ?? '', text: 'Is anybody there?' });
      await page.locator('[aria-live=polite]').getByText('Ana Ferreira: Is anybody there?').waitFor({ state: 'attached' });
    }));
});
