import { person } from '../../sandbox';
import { appOn, call, done, eventsNamed, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const HOUR = 3_600_000;

async function arranged() {
  const sandbox = await sandboxWith({ manifest: manifest({ scopes: ['dnd:read'], events: ['dnd_updated_user'] }) });
  const { ana = '', kai = '' } = sandbox.people;
  const end = new Date(Math.floor(sandbox.clock.now().getTime() / 1000) * 1000 + HOUR);
  return { sandbox, ana, kai, me: person(sandbox, ana), end };
}

test('an app sees until when, but nothing that only the person sees', async () => {
  const { sandbox, ana, me, end } = await arranged();
  await me.snooze(end);
  const answer = await done(sandbox, 'dnd.info', { user: ana });
  expect(answer).toEqual({ ok: true, dnd_enabled: true, next_dnd_start_ts: expect.any(Number), next_dnd_end_ts: end.getTime() / 1000 });
});

test('one question for several people', async () => {
  const { sandbox, ana, kai, me, end } = await arranged();
  await me.snooze(end);
  expect(await done(sandbox, 'dnd.teamInfo', { users: `${ana},${kai}` })).toMatchObject({
    users: { [ana]: { dnd_enabled: true }, [kai]: { dnd_enabled: false } },
  });
  expect(await call(sandbox, 'dnd.teamInfo', { users: '' })).toMatchObject({ error: 'no_users_provided' });
  expect(await call(sandbox, 'dnd.info', { user: 'U0' })).toMatchObject({ error: 'user_not_found' });
});

test('it ends by hand, or at its end', async () => {
  const { sandbox, ana, me, end } = await arranged();
  const isOn = async () => (await done<{ dnd_enabled: boolean }>(sandbox, 'dnd.info', { user: ana })).dnd_enabled;
  await me.snooze(end);
  expect(await isOn()).toBe(true);
  await me.snooze(null);
  expect(await isOn()).toBe(false);
  await me.snooze(end);
  await sandbox.clock.moveTo(new Date(end.getTime() - 1_000));
  expect(await isOn()).toBe(true);
  await sandbox.clock.moveTo(end);
  expect(await isOn()).toBe(false);
});

test.each([0, -HOUR, Number.NaN])('an end that is not to come is refused (%d ms from now)', async (ms) => {
  const { sandbox, ana } = await arranged();
  const until = new Date(sandbox.clock.now().getTime() + ms);
  expect(await sandbox.act(ana, { do: 'set_dnd', until })).toEqual({ ok: false, problem: 'snooze_failed' });
});

test('the app hears when it begins and when it is ended', async () => {
  const { sandbox, ana, me, end } = await arranged();
  await appOn(sandbox, () => {});
  await me.snooze(end);
  await me.snooze(null);
  expect(eventsNamed(sandbox, 'dnd_updated_user')).toMatchObject([
    { user: ana, dnd_status: { dnd_enabled: true, next_dnd_end_ts: end.getTime() / 1000 } },
    { user: ana, dnd_status: { dnd_enabled: false } },
  ]);
});

test('the page shows it to others while it lasts', async () => {
  const { sandbox, ana, kai, me, end } = await arranged();
  await me.snooze(end);
  const seen = async () => {
    const state = (await (await fetch(`${sandbox.url}/sandbox/state?as=${kai}`)).json()) as {
      people: { id: string; snoozedUntil?: string }[];
    };
    return state.people.find(({ id }) => id === ana)?.snoozedUntil;
  };
  expect(await seen()).toBe(end.toISOString());
  await sandbox.clock.moveTo(end);
  expect(await seen()).toBeUndefined();
});
