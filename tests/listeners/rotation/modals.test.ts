import { startTeam, type Team } from '../../support/team';
import { expectNoComplaints, made, monday, named, rota, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
});
afterEach(() => team.stop());

type Person = ReturnType<Team['as']>;

const shown = async (person: Person) => person.text(await person.modal());
const stack = (person: Person) => team.sandbox.modals(person.id).map((view) => (view.title as { text: string }).text);
const press = async (person: Person, label: string, where: 'modal' | 'home' = 'modal', row?: string) => {
  await person.click(label, { in: where, ...(row && { row }) });
  await team.settled();
};
const definition = async () => (await named(team, 'Integrations')).versions.at(-1)?.definition as { layers: Record<string, unknown>[] };

/** Its card, from App Home. */
async function opened(who: string): Promise<Person> {
  await team.homeOf(who);
  const person = team.as(who);
  await press(person, 'Rotation', 'home');
  await press(person, 'Open', 'home', 'Integrations');
  return person;
}

async function edited(who = 'lena'): Promise<Person> {
  const person = team.as(who);
  await person.click('Edit', { in: await rota(team, who) });
  await team.settled();
  return person;
}

describe('Slack holds three modals: from App Home none is refused', () => {
  beforeEach(() => made(team));
  afterEach(() => expectNoComplaints(team));

  test('Edit, Layers, Preview, Back, Preview, Save', async () => {
    const lena = await opened('lena');
    expect(await shown(lena)).toContain('Integrations · on now');
    await press(lena, 'Edit');
    await press(lena, 'Layers');
    await lena.fill({ Hours: 'Mon-Fri 09:00-17:00' });
    await lena.submit();
    await team.settled();
    expect(stack(lena)).toEqual(['Rotation', 'Edit rotation', 'Check the plan']);
    await lena.close();
    expect(await shown(lena)).toContain('Mon-Fri 09:00-17:00');
    await lena.submit();
    expect(stack(lena)).toEqual(['Rotation', 'Edit rotation', 'Check the plan']);
    await lena.submit();
    expect(stack(lena)).toEqual([]);
    expect((await definition()).layers).toMatchObject([{ hours: ['Mon-Fri 09:00-17:00'] }]);
  });

  test('Preview, What if…, Layers, Preview', async () => {
    const ivo = await opened('ivo');
    await press(ivo, 'Preview');
    await press(ivo, 'What if…');
    expect(stack(ivo)).toEqual(['Rotation', 'What if …']);
    expect(await shown(ivo)).not.toContain('[Members]');
    await ivo.fill({ 'People, in order': ['ken', 'ivo', 'jess'] });
    await ivo.submit();
    expect(stack(ivo)).toEqual(['Rotation', 'What if …', 'Check the plan']);
    expect(await shown(ivo)).not.toContain('[Save]');
    await ivo.close();
    await press(ivo, 'Layers');
    await ivo.submit();
    await team.settled();
    expect(stack(ivo)).toEqual(['Rotation', 'What if …', 'Check the plan']);
    expect((await named(team, 'Integrations')).versions).toHaveLength(1);
  });

  test.each(['Members', 'Options'])('Edit, %s, Save, Preview', async (part) => {
    const lena = await opened('lena');
    await press(lena, 'Edit');
    await press(lena, part);
    expect(stack(lena)).toEqual(['Rotation', 'Edit rotation', part]);
    await lena.submit();
    await team.settled();
    expect(stack(lena)).toEqual(['Rotation', 'Edit rotation']);
    await lena.submit();
    expect(stack(lena).at(-1)).toBe('Check the plan');
  });
});

test('what was changed under `Layers` stands in the form beneath, and is not written over by it', async () => {
  await made(team);
  const lena = await edited();
  await press(lena, 'Layers');
  await press(lena, 'Add a layer');
  await lena.fill({ Name: 'Nights', 'People, in order': ['gabe'], Hours: 'Daily 22:00-06:00' });
  await press(lena, 'Move down');
  await lena.close();
  const form = await shown(lena);
  expect(form).toContain('Daily 22:00-06:00');
  expect(form).toContain('A layer stands above this one');
  await lena.submit();
  await lena.submit();
  await team.settled();
  expect((await definition()).layers).toMatchObject([
    { name: 'Main', order: ['U01IVO', 'U01JESS', 'U01KEN'], hours: ['Always'] },
    { name: 'Nights', order: ['U01GABE'], hours: ['Daily 22:00-06:00'] },
  ]);
});

test('hours that were changed under `Layers` are not the old ones again after Back', async () => {
  await made(team);
  const lena = await edited();
  await lena.fill({ Name: 'Integrations EU' });
  await press(lena, 'Layers');
  await lena.fill({ Hours: 'Mon-Fri 09:00-17:00' });
  await lena.submit();
  await team.settled();
  await lena.close();
  await lena.submit();
  await lena.submit();
  await team.settled();
  const rotation = await named(team, 'Integrations EU');
  expect(rotation.versions.at(-1)?.definition.layers).toMatchObject([{ hours: ['Mon-Fri 09:00-17:00'] }]);
});

test.each([
  ['Members', async (lena: Person) => lena.type('Add people', ['gabe']), { order: ['U01IVO', 'U01JESS', 'U01KEN', 'U01DANA', 'U01GABE'] }],
  [
    'Options',
    async (lena: Person) => lena.fill({ 'Choose by': 'Balance' }),
    { choose: 'balance', order: ['U01IVO', 'U01JESS', 'U01KEN', 'U01DANA'] },
  ],
])('what was typed into the form is still there after %s is saved over it', async (part, change, expected) => {
  await made(team);
  const lena = await edited();
  await lena.fill({ 'Turn length': '2', Hours: 'Mon-Fri 09:00-17:00', 'People, in order': ['ivo', 'jess', 'ken', 'dana'] });
  await press(lena, 'Layers');
  await press(lena, 'Add a layer');
  await lena.close();
  await press(lena, part);
  await change(lena);
  await lena.submit();
  await team.settled();
  const form = await shown(lena);
  expect(form).toContain('saved.');
  expect(form).toContain('Mon-Fri 09:00-17:00');
  expect(form).toContain('A layer stands above this one');
  await lena.submit();
  await lena.submit();
  await team.settled();
  expect((await definition()).layers).toMatchObject([{ name: 'Layer 2' }, { every: 2, hours: ['Mon-Fri 09:00-17:00'], ...expected }]);
});

describe('a mistake stands beside the layer that it is in', () => {
  test('under `Layers` at the top, when another layer is looked at', async () => {
    await made(team);
    const lena = await edited();
    await press(lena, 'Layers');
    await press(lena, 'Add a layer');
    await lena.fill({ Name: 'Nights', Hours: 'at night' });
    await lena.type('Layer', '2. Main');
    expect(await lena.trySubmit()).toEqual({ Layer: 'Layer “Nights”: Say it like Mon-Fri 09:00-17:00.' });
    await lena.close();
    expect(await lena.trySubmit()).toEqual({ Name: 'Layer “Nights”: Say it like Mon-Fri 09:00-17:00.' });
  });
});

test('two quick choices of a layer write the fields into the layer that was shown', async () => {
  await made(team);
  const lena = await edited();
  await press(lena, 'Layers');
  await press(lena, 'Add a layer');
  await lena.fill({ Name: 'Nights', Hours: 'Daily 22:00-06:00' });
  const view = team.sandbox.modals(lena.id).at(-1) as { blocks: { block_id: string; element?: { action_id: string } }[] };
  const actionId = view.blocks.find(({ block_id }) => block_id === 'layer')?.element?.action_id ?? '';
  const choose = (value: string) =>
    team.sandbox.act(lena.id, {
      ...{ do: 'action' as const, where: { in: 'modal' as const }, blockId: 'layer', actionId },
      value: { selected_option: { text: { type: 'plain_text', text: value }, value } },
    });
  await Promise.all([choose('1'), choose('1')]);
  await team.settled();
  await lena.submit();
  await lena.submit();
  await team.settled();
  expect((await definition()).layers).toMatchObject([
    { name: 'Nights', hours: ['Daily 22:00-06:00'] },
    { name: 'Main', hours: ['Always'] },
  ]);
});

test('who is a member already is not asked when they start; an end behind us is refused', async () => {
  await made(team);
  const lena = await edited();
  await press(lena, 'Members');
  const pickers = () => JSON.stringify(team.sandbox.modals(lena.id).at(-1)?.blocks).match(/rota_member_starts:\w+/g);
  expect(pickers()).toBeNull();
  await lena.type('Add people', ['gabe']);
  expect(pickers()).toEqual([`rota_member_starts:${team.as('gabe').id}`]);
  const ken = team.as('ken').id;
  await team.sandbox.act(lena.id, {
    ...{ do: 'action', where: { in: 'modal' }, blockId: `member_${ken}`, actionId: `rota_member_ends:${ken}` },
    value: { selected_date: '2026-03-01' },
  });
  await team.settled();
  expect(await lena.trySubmit()).toEqual({ 'Add people': 'Ken: choose today or a later day.' });
});

test('user groups are asked of Slack once, not for each letter', async () => {
  await team.sandbox.make({ make: 'user_group', handle: 'integrations-support', users: [team.as('ivo').id] });
  await made(team);
  const lena = await edited();
  await press(lena, 'Options');
  const lists = () => team.sandbox.log.filter(({ way, name }) => way === 'call' && name === 'usergroups.list').length;
  const before = lists();
  for (const letters of ['i', 'in', 'int']) expect(await lena.options('User group', letters)).toContain('@integrations-support');
  expect(lists() - before).toBe(1);
  await lena.fill({ 'User group': '@integrations-support' });
  await lena.submit();
  await team.settled();
  await press(lena, 'Options');
  expect(await shown(lena)).toContain('@integrations-support');
});

describe('an edit that waits for a later day', () => {
  test('is shown with its day in the form, and does not come early by another one', async () => {
    await made(team);
    const lena = await edited();
    await lena.type('Applies from', 'A date');
    await lena.fill({ Date: '2026-03-23', 'Turn length': '2' });
    await lena.submit();
    await lena.submit();
    await team.settled();
    await edited();
    const form = await shown(lena);
    expect(form).toContain('An edit is planned from Mon 23 Mar 09:00 Lisbon, and shown here.');
    await lena.fill({ Name: 'Integrations EU' });
    await lena.submit();
    expect(await shown(lena)).toContain('Applies from Mon 23 Mar 09:00 Lisbon.');
    await lena.submit();
    await team.settled();
    expect((await named(team, 'Integrations EU')).versions.map(({ appliesFrom }) => appliesFrom.toISOString().slice(5, 10))).toEqual([
      '03-02',
      '03-23',
    ]);
  });
});

describe('sittings', () => {
  const sittings = { Name: 'Company rota', Squad: 'Integrations', 'First week': '2026-03-09' };

  async function company(): Promise<Person> {
    const lena = team.as('lena');
    await lena.click('New rotation', { in: await rota(team, 'lena') });
    await team.settled();
    await lena.type('Kind', 'Sittings');
    await lena.fill({
      ...sittings,
      'People, in order': ['ivo', 'jess', 'ken'],
      'Time zone': 'Europe/Lisbon',
      Hours: 'Tue 10:00-12:00',
      'At most': '1',
    });
    await lena.submit();
    expect(await shown(lena)).toContain('Company rota: the first 10 shifts');
    await lena.submit();
    await team.settled();
    return lena;
  }

  test('an edit shows who moves, and only them', async () => {
    const lena = await company();
    await edited();
    await lena.fill({ 'People, in order': ['ivo', 'jess', 'ken', 'gabe'] });
    await lena.submit();
    const plan = await shown(lena);
    expect(plan).toContain('Who moves');
    expect(plan).toContain('Gabe: on ');
    expect(plan).not.toContain('the first 10');
  });

  test('`What if…` asks of them too', async () => {
    await company();
    const ivo = team.as('ivo');
    await ivo.click('Preview', { in: await rota(team, 'ivo') });
    await team.settled();
    await press(ivo, 'What if…');
    expect(await shown(ivo)).not.toContain('[Layers]');
    await ivo.fill({ Length: '60 min' });
    await ivo.submit();
    expect(await shown(ivo)).toContain('Who moves');
  });
});

describe('`/rota`', () => {
  beforeEach(() => made(team));

  test('`mine` says each reader’s own clock first, then the rotation’s', async () => {
    const mine = await said(team, 'ivo', 'mine');
    expect(mine).toMatch(/\*Integrations\* .* for you \(Mon 23 Mar 09:00 – Mon 30 Mar 09:00 Lisbon\)/);
    const answer = await rota(team, 'ivo', 'mine');
    expect(JSON.stringify(answer.blocks)).toContain(`<!date^${Date.UTC(2026, 2, 23, 9) / 1000}^`);
  });

  test('`Which rotation?` offers a new one to whoever may make one', async () => {
    await made(team, { where: 'integrations-squad', fill: { Name: 'Integrations nights' } }).catch(() => null);
    expect(await said(team, 'bo', '', 'support')).not.toContain('[New rotation]');
    const lena = await said(team, 'lena', '', 'support');
    expect(lena).toContain('Which rotation?');
    expect(lena).toContain('[New rotation]');
  });

  test('what a person typed is shown as it was typed', async () => {
    const { blocks } = await rota(team, 'lena', 'now R&D <EU>', 'support');
    expect(JSON.stringify(blocks)).toContain('There is no rotation “R&amp;D &lt;EU&gt;”.');
  });
});

test('`Why me?` names who was next, and until when they are away, never why', async () => {
  await made(team, { fill: { 'People, in order': ['ivo', 'jess', 'ken', 'gabe'] } });
  const away = async (who: string, more: Record<string, string> = {}) => {
    const person = team.as(who);
    await person.command('/rota away', team.sandbox.channels['integrations-squad'] as string);
    await team.settled();
    await person.fill({ 'First day': '2026-04-06', 'Last day': '2026-04-12', ...more });
    await person.submit();
    await team.settled();
  };
  await away('ken');
  await away('jess', { 'Nothing to make up': 'Nothing to make up: illness, parental leave …; no reason is asked or kept' });
  const { userId, id } = await team.database.db.read.shift.findFirstOrThrow({
    where: { start: new Date('2026-04-06T08:00:00Z'), state: 'planned' },
  });
  expect([team.as('ivo').id, team.as('gabe').id]).toContain(userId);
  const ivo = userId === team.as('ivo').id ? team.as('ivo') : team.as('gabe');
  const mine = await rota(team, userId === team.as('ivo').id ? 'ivo' : 'gabe', 'mine');
  await ivo.click('Why me?', { in: mine, row: 'Mon 6 Apr 09:00' });
  await team.settled();
  expect(id).not.toBe('');
  expect((await shown(ivo)).replaceAll('*', '')).toContain('You cover for Jess. Ken was next for cover but is away until 12 April.');
});
