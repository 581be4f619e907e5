import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Method, methods } from '../../../sandbox/strict';

interface Documented {
  args: Record<string, { required: boolean }>;
  bot_scopes: string[];
}

const path = join(__dirname, '../../../../shared/slack/methods.json');
const documented: Record<string, Documented> | null = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;

const scopesOf = ({ scopes = [], scopesByKind = {} }: Method): string[] =>
  [...new Set([...scopes, ...Object.values(scopesByKind).flat()])].sort();
const namesOf = (args: Record<string, unknown>): string[] => Object.keys(args).sort();
const requiredOf = (args: Record<string, { required?: boolean }>): string[] => namesOf(args).filter((name) => args[name]?.required);

if (!documented) console.warn(`skipped: Slack's documented methods are not at ${path}`);

(documented ? describe : describe.skip)("Slack's documentation knows", () => {
  const pages = documented ?? {};

  test('each of our methods but the newest', () => {
    expect(namesOf(methods).filter((name) => !pages[name])).toEqual(['blocks.validate']);
  });

  test.each(namesOf(methods).filter((name) => pages[name]))('the arguments and scopes of %s', (name) => {
    const ours = methods[name] as Method;
    const page = pages[name] as Documented;
    expect(namesOf(ours.args)).toEqual(namesOf(page.args));
    expect(requiredOf(ours.args)).toEqual(requiredOf(page.args));
    expect(scopesOf(ours)).toEqual([...page.bot_scopes].sort());
  });
});

test('a method of several kinds of channels needs no scope besides', () => {
  const doubled = Object.entries(methods).filter(([, { scopes, scopesByKind }]) => scopes && scopesByKind);
  expect(doubled.map(([name]) => name)).toEqual([]);
  expect(Object.keys(methods).length).toBeGreaterThan(50);
});
