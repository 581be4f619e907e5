import { InputQueue } from '../../../sandbox/page/blocks/inputQueue';

describe('what is typed into a form', () => {
  function recorder() {
    const sent: string[] = [];
    const send = (what: string) => async () => {
      sent.push(what);
    };
    return { sent, send };
  }

  test('only the newest words of a field are sent, and all of them before a submission', async () => {
    const { sent, send } = recorder();
    const queue = new InputQueue();
    queue.add('title', send('V'), 'a pause');
    queue.add('title', send('VAT'), 'a pause');
    queue.add('tried', send('reissued'), 'a pause');
    expect(sent).toEqual([]);
    await queue.flush();
    expect(sent).toEqual(['VAT', 'reissued']);
  });

  test('a choice goes at once, and replaces words of the same field still waiting', async () => {
    const { sent, send } = recorder();
    const queue = new InputQueue();
    queue.add('date', send('2026-11-2'), 'a pause');
    queue.add('date', send('2026-11-23'), 'at once');
    await queue.flush();
    expect(sent).toEqual(['2026-11-23']);
  });

  test('values arrive one at a time, in order, also after one that failed', async () => {
    const sent: string[] = [];
    const queue = new InputQueue();
    queue.add('a', () => Promise.reject(new Error('connection reset')), 'at once');
    queue.add('b', async () => sent.push('b'), 'at once');
    queue.add('c', async () => sent.push('c'), 'at once');
    await queue.flush();
    expect(sent).toEqual(['b', 'c']);
  });
});
