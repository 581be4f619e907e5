import type { App } from '@slack/bolt';
import { person, type Sandbox } from '../../sandbox';
import { appOn, channelOf, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const OPTIONS = ['Harbor Foods', 'Harbor Lights', 'Quiet Mill'].map((text) => ({
  text: { type: 'plain_text' as const, text },
  value: text,
}));

/** A form with one of each, a card with a button and a menu, a Home tab with two rows. */
function listen(app: App): void {
  app.command('/escalate', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        private_metadata: body.channel_id,
        title: { type: 'plain_text', text: 'Escalate' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'title',
            label: { type: 'plain_text', text: 'Title' },
            element: { type: 'plain_text_input', action_id: 'a', initial_value: body.text || undefined },
          },
          {
            type: 'input',
            block_id: 'customer',
            label: { type: 'plain_text', text: 'Customer' },
            optional: true,
            element: { type: 'external_select', action_id: 'a', min_query_length: 1 },
          },
          {
            type: 'input',
            block_id: 'who',
            label: { type: 'plain_text', text: 'Who' },
            optional: true,
            element: { type: 'multi_users_select', action_id: 'a' },
          },
          {
            type: 'input',
            block_id: 'consent',
            label: { type: 'plain_text', text: 'Consent' },
            optional: true,
            element: { type: 'checkboxes', action_id: 'a', options: [{ text: { type: 'plain_text', text: 'Copy it' }, value: 'yes' }] },
          },
        ],
      },
    });
  });
  app.options(/.*/, async ({ ack, payload }) => ack({ options: OPTIONS.filter((option) => option.value.includes(payload.value)) }));
  app.view('form', async ({ ack, view, client }) => {
    const values = view.state.values;
    const title = values.title?.a?.value ?? '';
    if (title.length < 5) return ack({ response_action: 'errors', errors: { title: 'Say it in a sentence' } });
    await ack();
    const people = values.who?.a?.selected_users?.map((id) => `<@${id}>`).join(' ');
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: title,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*${title}* for ${values.customer?.a?.selected_option?.value} by ${people}` } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'claim', text: { type: 'plain_text', text: 'Claim' }, value: '1' },
            { type: 'overflow', action_id: 'more', options: [{ text: { type: 'plain_text', text: 'Release' }, value: 'release' }] },
          ],
        },
      ],
    });
  });
  app.action('claim', async ({ ack, respond, body }) => {
    await ack();
    await respond({ text: `Claimed by <@${body.user.id}>`, replace_original: true });
  });
  app.action('more', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Released', response_type: 'ephemeral' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: ['One', 'Two'].flatMap(row) } });
  });
  app.action(/^row_/, async ({ ack, action, client, body }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Pressed ${'value' in action ? action.value : ''}` });
  });
}

function row(name: string) {
  return [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `Row ${name}` } },
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: `row_${name}`, text: { type: 'plain_text' as const, text: 'Open' }, value: name }],
    },
  ];
}

async function arranged(): Promise<{ sandbox: Sandbox; channel: string; ana: string }> {
  const sandbox = await sandboxWith({ manifest: manifest() });
  await appOn(sandbox, listen);
  const { ana = '' } = sandbox.people;
  return { sandbox, ana, channel: await channelOf(sandbox, 'help', [ana]) };
}

test('a person fills in a form by its labels and presses what it became', async () => {
  const { sandbox, channel, ana } = await arranged();
  const me = person(sandbox, ana);

  await me.command('/escalate Invoice shows wrong VAT', channel);
  expect(me.text(await me.modal())).toContain('Invoice shows wrong VAT');
  await me.fill({ Customer: 'Quiet Mill', Who: ['kai'], Consent: ['Copy it'] });
  await me.submit();

  const card = await me.find('Invoice shows wrong VAT', { channel });
  expect(me.text(card)).toBe(`*Invoice shows wrong VAT* for Quiet Mill by <@${sandbox.people.kai}>\n[Claim] [Release]`);

  await me.click('Release', { in: card });
  const whisper = await me.find('Released', { channel });
  expect(whisper.ephemeral).toBe(true);

  await me.click('Claim', { in: card });
  expect(me.text({ channel, ts: card.ts })).toBe(`Claimed by <@${ana}>`);
  expect(sandbox.complaints()).toEqual([]);
});

test('what the form refuses stands beside its field, by label', async () => {
  const { sandbox, channel, ana } = await arranged();
  const me = person(sandbox, ana);

  await me.command('/escalate', channel);
  expect(await me.trySubmit()).toEqual({ Title: 'Please complete this required field.' });
  await me.fill({ Title: 'No' });
  expect(await me.trySubmit()).toEqual({ Title: 'Say it in a sentence' });
  await expect(me.submit()).rejects.toThrow('Say it in a sentence');
});

test('a search field offers what the app offers', async () => {
  const { sandbox, channel, ana } = await arranged();
  const me = person(sandbox, ana);

  await me.command('/escalate x', channel);
  expect(await me.options('Customer', 'Harbor')).toEqual(['Harbor Foods', 'Harbor Lights']);
  await expect(me.fill({ Customer: 'Harbor' })).rejects.toThrow('It offers: "Harbor Foods", "Harbor Lights"');
});

test('two buttons with one label are told apart by their row', async () => {
  const { sandbox, ana } = await arranged();
  const me = person(sandbox, ana);

  await me.home();
  await expect(me.click('Open', { in: 'home' })).rejects.toThrow('2 controls say "Open"');
  await me.click('Open', { in: 'home', row: 'Row Two' });
  expect(me.text(await me.find('Pressed', { channel: sandbox.dm(ana) }))).toBe('Pressed Two');
});

test('what is not on the screen cannot be used, and the error says what is', async () => {
  const { sandbox, channel, ana } = await arranged();
  const me = person(sandbox, ana);
  const said = await me.post(channel, 'Hello');

  await expect(me.shortcut('Dance', said)).rejects.toThrow('There is no message shortcut "Dance". There are: "Escalate this thread"');
  await me.command('/escalate', channel);
  await expect(me.fill({ Severity: 'S1' })).rejects.toThrow(
    'There is no field "Severity" in the modal. There are: "Title", "Customer", "Who", "Consent"',
  );
});
