/** One of every block and element. */
import type { InputBlock, KnownBlock, PlainTextElement, PlainTextOption, View } from '@slack/types';

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text });
const option = (text: string, value = text.toLowerCase()): PlainTextOption => ({ text: plain(text), value });
const severities = ['S1 Critical', 'S2 High', 'S3 Normal', 'S4 Low'].map((text) => option(text, text.slice(0, 2)));

export function messageOfEveryKind(words: string): KnownBlock[] {
  return [
    { type: 'header', text: plain('Gallery :art:') },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: `*${words || 'Nothing'}* with _marks_, ~mistakes~, \`code\` and <https://example.com/ticket/8812|a ticket>`,
      },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Squad*\nBilling' },
        { type: 'plain_text', text: 'Severity\nS2 High' },
      ],
    },
    {
      type: 'section',
      block_id: 'severity_block',
      text: { type: 'mrkdwn', text: 'How bad is it?' },
      accessory: { type: 'static_select', action_id: 'severity', placeholder: plain('Choose a severity'), options: severities },
    },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'And now?' },
      accessory: { type: 'overflow', action_id: 'more', options: [option('History'), option('Follow')] },
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Rich ' },
            { type: 'text', text: 'text', style: { bold: true, italic: true } },
            { type: 'emoji', name: 'sparkles' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'reissue the invoice' }] },
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'tell ' },
                { type: 'broadcast', range: 'here' },
              ],
            },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 1,
          elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.com/plan', text: 'the plan' }] }],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'I was charged twice' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'total = net * 1.24' }] },
      ],
    },
    { type: 'image', image_url: 'https://example.com/chart.png', alt_text: 'A chart of invoices', title: plain('Invoices') },
    { type: 'divider' },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Due <!date^1795510800^{date_short_pretty} at {time}|soon>' }] },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'whisper', style: 'primary', text: plain('Whisper') },
        {
          type: 'button',
          action_id: 'redraw',
          style: 'danger',
          text: plain('Redraw'),
          confirm: {
            title: plain('Redraw it?'),
            text: plain('The gallery goes away.'),
            confirm: plain('Redraw it'),
            deny: plain('Keep it'),
          },
        },
        { type: 'button', action_id: 'unanswered', text: plain('Say nothing') },
        { type: 'static_select', action_id: 'more_select', placeholder: plain('More…'), options: [option('Hand over'), option('Release')] },
        { type: 'datepicker', action_id: 'day', placeholder: plain('Day') },
      ],
    },
  ];
}

export function fieldsOfEveryKind(): InputBlock[] {
  const input = (block_id: string, label: string, element: InputBlock['element'], more: Partial<InputBlock> = {}): InputBlock => ({
    type: 'input',
    block_id,
    label: plain(label),
    element,
    ...more,
  });
  return [
    input(
      'title_block',
      'Title',
      {
        type: 'plain_text_input',
        action_id: 'title',
        max_length: 120,
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
      { dispatch_action: true, hint: plain('One sentence') },
    ),
    input('tried_block', 'What was tried', { type: 'plain_text_input', action_id: 'tried', multiline: true }, { optional: true }),
    input('squad_block', 'Squad', {
      type: 'external_select',
      action_id: 'squad',
      min_query_length: 0,
      placeholder: plain('Choose a squad'),
    }),
    input('severity_block', 'Severity', {
      type: 'static_select',
      action_id: 'severity',
      options: severities,
      ...(severities[2] && { initial_option: severities[2] }),
    }),
    input('who_block', 'Who should know', { type: 'multi_users_select', action_id: 'who', max_selected_items: 3 }, { optional: true }),
    input(
      'where_block',
      'Where to post',
      { type: 'conversations_select', action_id: 'where', filter: { include: ['public', 'private'] } },
      { optional: true },
    ),
    input('link_block', 'Link', { type: 'url_text_input', action_id: 'link' }, { optional: true }),
    input('mail_block', 'E-mail', { type: 'email_text_input', action_id: 'mail' }, { optional: true }),
    input(
      'count_block',
      'Customers',
      { type: 'number_input', action_id: 'count', is_decimal_allowed: false, min_value: '1' },
      { optional: true },
    ),
    input(
      'handled_block',
      'Handled by',
      { type: 'radio_buttons', action_id: 'handled', options: [option('Squad'), option('Support engineer')] },
      { optional: true },
    ),
    input(
      'also_block',
      'Also',
      {
        type: 'checkboxes',
        action_id: 'also',
        options: [{ ...option('Restricted'), description: plain('Goes to the private channel') }, option('Quote it')],
      },
      { optional: true },
    ),
    input('day_block', 'Due day', { type: 'datepicker', action_id: 'day' }, { optional: true }),
    input('time_block', 'Due time', { type: 'timepicker', action_id: 'time' }, { optional: true }),
  ];
}

export function secondStep(values: unknown): View {
  return {
    type: 'modal',
    callback_id: 'gallery_second',
    title: plain('Look it over'),
    submit: plain('Send'),
    close: plain('Back'),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `\`\`\`${JSON.stringify(values, null, 1).slice(0, 2800)}\`\`\`` } }],
  };
}
