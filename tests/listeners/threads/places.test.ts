import type { Team } from '../../support/team';
import { Scene, stopScenes } from './scene';

let scene: Scene;
afterEach(stopScenes);

const settled = () => scene.team.settled();
const channelOf =
  (name: string, more: { is_private?: boolean } = {}) =>
  ({ sandbox, as }: Team) =>
    sandbox.make({ make: 'channel', name, botIsMember: true, members: [as('ana').id, as('sam').id], ...more });
const directTexts = () => scene.direct().map(({ text }) => text);
const squadTexts = () => scene.squadThread().map(({ text }) => text);
const box = 'to #billing-squad, where 9 people can read it';

/** Ana and Bo write; answers what of it the other side reads. */
async function bothWrite(): Promise<{ squad: string[]; origin: string[] }> {
  await scene.as('ana').reply(scene.root, 'From Ana');
  await scene.as('bo').reply(scene.card, 'From Bo');
  await settled();
  return { squad: scene.copiesInSquad(), origin: scene.copiesInOrigin() };
}

describe('a private thread', () => {
  test('is copied only after yes', async () => {
    await expect(Scene.start({ channel: channelOf('refunds', { is_private: true }) })).rejects.toThrow(
      /not accepted.*Copy this private thread/,
    );

    scene = await Scene.start({ channel: channelOf('refunds', { is_private: true }), answers: { 'Copy this private thread': box } });
    expect(await bothWrite()).toEqual({ squad: ['Ana via a private channel: From Ana'], origin: ['Bo via #billing-squad: From Bo'] });
  });
});

describe('a Slack Connect thread', () => {
  beforeEach(async () => {
    scene = await Scene.start({
      channel: ({ sandbox }) => sandbox.channels['ext-acme'] ?? '',
      answers: { 'Copy this thread, shared with another company,': box },
    });
  });

  test('hears nothing from the squad, which reads what is written there', async () => {
    await scene.as('hugo').reply(scene.root, 'We still pay it twice');
    expect(await bothWrite()).toEqual({
      squad: ['Hugo (Acme GmbH) via a shared channel: We still pay it twice', 'Ana via a shared channel: From Ana'],
      origin: [],
    });
    expect(scene.saidInOrigin()).toEqual([]);
    expect(directTexts().some((text) => text.includes('ESC-1'))).toBe(true);
  });

  test('gets not even a sign when a copy cannot be delivered', async () => {
    scene.team.sandbox.inject({
      method: 'chat.postMessage',
      channel: scene.card.channel,
      what: { kind: 'error', error: 'restricted_action' },
    });
    await scene.as('ana').reply(scene.root, 'From Ana');
    await settled();
    expect(scene.originThread().flatMap(({ reactions = [] }) => reactions)).toEqual([]);
  });
});

describe('a channel that becomes another kind of place', () => {
  test('shared with another company: one-way at once, and copied again only after the agent’s yes', async () => {
    scene = await Scene.start({ channel: channelOf('refunds') });
    expect(scene.saidInOrigin()).toHaveLength(1);
    scene.team.sandbox.changeChannel(scene.root.channel, { shareWith: 'T01ACME' });
    await settled();
    expect(squadTexts().at(-1)).toContain('#refunds is shared with another company now');
    expect(scene.saidInOrigin()).toEqual([]);
    expect(await bothWrite()).toEqual({ squad: [], origin: [] });

    const ana = scene.as('ana');
    const asked = await ana.find('Copied on, it goes to', { channel: scene.team.sandbox.dm(ana.id) });
    expect(asked.text).toContain('#refunds is shared with another company now');
    expect(asked.text).toContain(box);
    await ana.click('Copy this private thread', { in: asked });
    await settled();
    expect(await bothWrite()).toEqual({ squad: ['Ana via a shared channel: From Ana'], origin: [] });
  });

  test('archived, and taken up again', async () => {
    scene = await Scene.start({ channel: channelOf('refunds') });
    await scene.team.sandbox.act(scene.as('kai').id, { do: 'archive', channel: scene.root.channel });
    await settled();
    expect(squadTexts().at(-1)).toBe('#refunds was archived: nothing more comes from there. Ana is reached in direct messages.');
    await scene.as('bo').reply(scene.card, 'Anybody there?');
    await settled();

    await scene.team.sandbox.act(scene.as('kai').id, { do: 'unarchive', channel: scene.root.channel });
    await settled();
    expect(squadTexts().at(-1)).toBe('Backline is heard in #refunds again: what is written there is copied.');
    expect(await bothWrite()).toEqual({ squad: ['Ana via #refunds: From Ana'], origin: ['Bo via #billing-squad: From Bo'] });
  });

  test('Backline is removed, and invited back', async () => {
    scene = await Scene.start({ channel: channelOf('refunds') });
    const { app } = scene.team.sandbox;
    await scene.team.sandbox.act(scene.as('ana').id, { do: 'kick', channel: scene.root.channel, user: app.botUserId });
    await settled();
    expect(squadTexts().at(-1)).toContain('Backline was removed from #refunds');
    expect(await bothWrite()).toEqual({ squad: [], origin: [] });

    await scene.team.sandbox.act(scene.as('ana').id, { do: 'invite', channel: scene.root.channel, user: app.botUserId });
    await settled();
    expect(await bothWrite()).toEqual({ squad: ['Ana via #refunds: From Ana'], origin: ['Bo via #billing-squad: From Bo'] });
  });
});
