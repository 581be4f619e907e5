import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = process.env.PICTURES ?? join(__dirname, '../../../docs/pictures');

/** Share of pixels in which two pictures of the same thing may differ: a time of day, the milliseconds of a call. */
const SAME = 0.004;

/** Writes `docs/pictures/<name>.png`, which the README shows; one that would look the same stays as it is. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur(), document.fonts.ready');
  await page.evaluate('Promise.allSettled([...document.images].map((image) => image.decode()))');
  const fresh = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const file = join(FOLDER, `${name}.png`);
  if (existsSync(file) && (await difference(page, readFileSync(file), fresh)) < SAME) return;
  writeFileSync(file, fresh);
}

/** Share of the pixels that differ, from 0 to 1. The browser decodes them, in a page of its own. */
async function difference(page: Page, before: Buffer, after: Buffer): Promise<number> {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate<number>(`(${COMPARE})(${JSON.stringify([before.toString('base64'), after.toString('base64')])})`);
  } finally {
    await blank.close();
  }
}

const COMPARE = `async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 1;
  const [before, after] = [a, b].map(({ data }) => new Uint32Array(data.buffer));
  return before.filter((pixel, at) => pixel !== after[at]).length / before.length;
}`;
